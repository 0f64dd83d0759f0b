using System.Globalization;
using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>What the airlocks of the last stacks felt: the part of statement S8 that they tell. Pure: the same evidence gives the same statement.</summary>
internal static class AirlockStatement
{
    /// <summary>How many stacks in a row have to fail before new ones are stopped.</summary>
    public const int InARow = 3;

    private const string NoStackYet = "no stack went through its airlock since Portcullis started; make one";

    /// <param name="evidence">What there is to go by.</param>
    public static IsolationStatement Of(AirlockEvidence evidence)
    {
        var statement = IsolationStatement.Of(FeltStatement.Id, FeltStatement.Title, Witnesses(evidence), [.. Missing(evidence)], [.. Notes(evidence)]);
        return statement with { IsAdvisory = statement.Verdict != IsolationVerdict.Open };
    }

    /// <summary>Whether the last three stacks failed, one after another.</summary>
    /// <param name="last">The passages, oldest first.</param>
    public static bool IsOpen(IReadOnlyList<AirlockPassage> last) => last.Count >= InARow && last.TakeLast(InARow).All(passage => !passage.Outcome.Passed);

    private static IReadOnlyList<IsolationWitness> Witnesses(AirlockEvidence evidence)
    {
        if (!evidence.IsOn || !IsOpen(evidence.Last))
        {
            return [];
        }

        var failed = evidence.Last.TakeLast(InARow).ToList();
        return
        [
            IsolationWitness.Of(
            [
                $"the last {InARow} stacks did not get through their airlock: {string.Join(", ", failed.Select(passage => passage.Stack))}",
                .. failed.Select(Sentence),
                failed.TrueForAll(passage => passage.Outcome.Result == AirlockResult.Broken)
                    ? "the airlock itself does not work here: look at STACK_AIRLOCK_IMAGE, and at the log of the container \"airlock\" of such a stack"
                    : "either the network does not enforce NetworkPolicy, or takes longer than STACK_AIRLOCK_TIMEOUT over a new pod, or the walls let it through: look at the other statements first, then at the CNI",
            ]),
        ];
    }

    private static IEnumerable<string> Missing(AirlockEvidence evidence)
    {
        if (!evidence.IsOn)
        {
            yield return "STACK_AIRLOCK=off: nobody notices when the network does not enforce the walls, and where it does, the first seconds of a stack may still be open; set STACK_AIRLOCK=on";
            yield break;
        }

        if (evidence.Targets.Count == 0)
        {
            yield return "the cluster does not tell where its API server is (Service default/kubernetes and its endpoints), so an airlock has nothing to try; let Portcullis read them";
            yield break;
        }

        if (evidence.Last is not [.., var latest])
        {
            if (!evidence.IsPatrolled)
            {
                yield return NoStackYet;
            }
        }
        else if (!latest.Outcome.Passed)
        {
            yield return $"the latest airlock was not passed: {Sentence(latest)}";
        }

        foreach (var family in evidence.Families.Where(family => evidence.Targets.All(target => target.AddressFamily != family)))
        {
            yield return $"no airlock feels {AddressRanges.NameOf(family)}: pods have addresses of it, but neither the API server nor a kubelet of a node without stacks nor the cluster's DNS (Service {AirlockTargets.Dns}) has one that every stack could try";
        }

        // Silence in one family says nothing of the other.
        foreach (var family in evidence.Targets.GroupBy(target => target.AddressFamily).Where(family => !evidence.Reached.Any(one => one.IsReached && one.Target.AddressFamily == family.Key)))
        {
            var targets = string.Join<IPEndPoint>(", ", family);
            yield return !evidence.Reached.Any(one => one.Target.AddressFamily == family.Key)
                ? $"Portcullis has not tried yet whether it reaches {targets} itself, without which silence shows nothing; look again in a moment"
                : $"Portcullis itself does not reach {targets} either, so that silence there shows nothing; run it where it does, such as inside the cluster";
        }
    }

    private static IEnumerable<string> Notes(AirlockEvidence evidence)
    {
        if (evidence is { IsOn: true, Last.Count: > 0 })
        {
            yield return Summary(evidence.Last);
        }
        else if (evidence is { IsOn: true, IsPatrolled: true })
        {
            yield return NoStackYet;
        }

        foreach (var one in evidence.Reached.Where(_ => evidence.IsOn))
        {
            yield return $"Portcullis itself {(one.IsReached ? "reached" : "did not reach")} {one.Target} at {FeltWords.Of(one.At)}";
        }

        foreach (var gap in evidence.Gaps.Where(gap => gap.Alive.Count > 0))
        {
            var until = gap.Until is { } end ? $"from {FeltWords.Of(gap.Since)} to {FeltWords.Of(end)}" : $"since {FeltWords.Of(gap.Since)}";
            yield return $"the wall {gap.Wall} was {gap.What} {until}; connections that were opened then may live on in the stacks that were alive: {string.Join(", ", gap.Alive)}";
        }
    }

    private static string Summary(IReadOnlyList<AirlockPassage> last)
    {
        var passed = last.Count(passage => passage.Outcome.Passed);
        var text = string.Create(CultureInfo.InvariantCulture, $"{passed} of the last {last.Count} stacks passed");
        if (last.Where(passage => passage.Outcome.Passed).Max(passage => passage.Outcome.Seconds) is { } longest)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"; the longest wait was {longest} s");
        }

        return last.LastOrDefault(passage => !passage.Outcome.Passed) is { } failure ? $"{text}; the last failure: {Sentence(failure)}" : text;
    }

    private static string Sentence(AirlockPassage passage)
    {
        var outcome = passage.Outcome;
        var how = outcome.Result switch
        {
            AirlockResult.Passed => "passed",
            AirlockResult.NotEnforced => $"{outcome.Answered ?? "something"} answered to the end",
            _ => "its airlock did not work",
        };
        var effort = outcome is { Attempts: { } attempts, Seconds: { } seconds }
            ? string.Create(CultureInfo.InvariantCulture, $" ({attempts} attempts, {seconds} s)")
            : "";
        return $"{passage.Stack} at {FeltWords.Of(passage.EndedAt)}: {how}{effort}";
    }
}
