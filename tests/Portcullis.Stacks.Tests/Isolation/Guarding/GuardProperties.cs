using System.Collections.Concurrent;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>Whenever the guard says proven, trying everything finds no path; whenever it says open, its witness is one.</summary>
public class GuardProperties
{
    private const int ChangesEach = 4;

    private static readonly int Clusters = PropertyStates.Of(2_500);

    private static readonly string[] Ids = [NoOtherPod.Id, NoOtherStack.Id, NoProtectedAddress.Id, NobodyElse.Id, NoneReachesNothing.Id, PlayersReach.Id];

    [Fact]
    public void Nothing_is_proven_that_is_not_so_and_every_witness_is_a_path()
    {
        var wrong = new ConcurrentBag<string>();
        var seen = new ConcurrentDictionary<string, int>();
        Parallel.For(0, Clusters, (seed, loop) =>
        {
            var cluster = new RandomGuardedCluster(seed);
            var guard = new Guard(cluster.Stacks, cluster.Settings, isLive: true);
            cluster.FillInto(guard);
            for (var i = 0; i < ChangesEach; i++)
            {
                foreach (var mistake in Check(cluster, guard, (seed * ChangesEach) + i, seen))
                {
                    wrong.Add($"seed {seed}, change {i}: {mistake}");
                    loop.Stop();
                }

                cluster.Change(guard);
            }
        });

        wrong.ShouldBeEmpty();
        foreach (var id in Ids)
        {
            seen.GetValueOrDefault($"{id} {IsolationVerdict.Proven}").ShouldBeGreaterThan(Clusters / 5, id);
            seen.GetValueOrDefault($"{id} {IsolationVerdict.Open}").ShouldBeGreaterThan(Clusters / 10, id);
        }
    }

    [Fact]
    public void Judging_change_by_change_says_what_judging_at_once_says()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0, Clusters / 20, (seed, loop) =>
        {
            var cluster = new RandomGuardedCluster(seed + Clusters);
            var guard = new Guard(cluster.Stacks, cluster.Settings, isLive: true);
            cluster.FillInto(guard);
            for (var i = 0; i < ChangesEach * 4; i++)
            {
                var fresh = new Guard(cluster.Stacks, cluster.Settings, isLive: true);
                cluster.FillInto(fresh);
                var (now, anew) = (Verdicts(guard), Verdicts(fresh));
                if (now != anew)
                {
                    wrong.Add($"seed {seed}, change {i}: {now} instead of {anew}");
                    loop.Stop();
                }

                cluster.Change(guard);
            }
        });

        wrong.ShouldBeEmpty();
    }

    private static string Verdicts(Guard guard)
    {
        guard.Judge();
        guard.JudgeDepth();
        return string.Join(' ', guard.Judge().Select(statement => $"{statement.Id}:{statement.Verdict}"));
    }

    private static IEnumerable<string> Check(RandomGuardedCluster cluster, Guard guard, int number, ConcurrentDictionary<string, int> seen)
    {
        var statements = guard.Judge();

        // A stack that would be an exception is refused before it is made, where anybody refuses.
        var (next, after) = (cluster.Future(), cluster.Future());
        after = after with { Metadata = after.Metadata with { Name = "stack-after" } };
        var made = ((Pod[])[next, after]).Where(pod => cluster.Settings.Mode != IsolationMode.Enforce || guard.Foresee(pod).Count == 0);
        var refused = new BruteForce(cluster, [.. guard.Newcomers, .. made], number);
        var all = guard.Refusable.Count == 0 ? refused : new BruteForce(cluster, [.. guard.Newcomers, .. guard.Refusable, .. made], number);
        foreach (var statement in statements.Where(statement => Ids.Contains(statement.Id)))
        {
            var force = GuardStatements.StopsCreates(statement.Id) ? refused : all;
            seen.AddOrUpdate($"{statement.Id} {statement.Verdict}", 1, static (_, count) => count + 1);
            if (statement.Verdict != IsolationVerdict.Open && force.Against(statement.Id) is { } path)
            {
                yield return $"{statement.Id} is {statement.Verdict}, and yet {path}";
            }

            foreach (var witness in statement.Witnesses.Where(witness => !force.Confirms(witness)))
            {
                yield return $"{statement.Id} is open by what is no path: {witness.Text[0]}";
            }
        }
    }
}
