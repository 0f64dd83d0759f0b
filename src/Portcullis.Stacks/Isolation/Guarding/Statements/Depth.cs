using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S5: each protected namespace would hold if the walls were gone, by its own policies.</summary>
internal static class Depth
{
    public const string Id = "S5";

    // Each has a policy printed with it.
    private const int MostWitnesses = 5;

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "each protected namespace would still hold without the walls",
        TitleOfSandboxes = "each namespace without stacks would still hold without the policies of those with them",
        When = JudgingTime.Later,
        IsAdvisory = true,
        Judge = Judge,
    };

    private static StatementFindings Judge(GuardView view)
    {
        view = WithoutWalls(view);
        var relying = view.Pods.Values.Where(pod => pod.Spec?.HostNetwork != true).Select(pod => pod.Metadata.Namespace!).Distinct()
            .Where(space => !view.StackSpaces.Contains(space!) && view.Network.IsReached(Question(view, space)) == true)
            .Order(StringComparer.Ordinal).ToList();
        var witnesses = relying.Take(MostWitnesses).Select(space => Find(view, space)).OfType<NetworkVerdict>().Select(path => Witness(view, path)).ToList();
        return new()
        {
            Witnesses = witnesses,
            Notes = relying.Count == 0 ? [] : [$"{Listing.Count(relying.Count, "namespace")} {(relying.Count == 1 ? "relies" : "rely")} on the walls alone: {string.Join(", ", relying)}"],
        };
    }

    // Of one namespace the question itself leaves them out, which costs less.
    private static GuardView WithoutWalls(GuardView view) => !view.AreForeign ? view : view with
    {
        Network = view.Policies.Where(policy => view.StackSpaces.Contains(policy.Metadata.Namespace)).Aggregate(view.Network, (network, policy) => network.Without(policy)),
    };

    private static ReachQuestion Question(GuardView view, string space) => new()
    {
        From = view.StackPods,
        To = new() { Pods = new() { Namespaces = [space] } },
        WithoutPoliciesOf = view.AreForeign ? null : view.Stacks.Namespace,
    };

    private static NetworkVerdict? Find(GuardView view, string space) => PathSearch.Ask(view.Network, view.Pods, Question(view, space));

    private static IsolationWitness Witness(GuardView view, NetworkVerdict path)
    {
        var space = ((NetworkEndpoint.OfPod)path.Question.To).Name.Namespace;
        var witness = PathSearch.Witness(path);
        var heading = $"without the walls {PathSearch.Sentences(path, witness.Text[0])[0]}";
        return witness with { Text = [heading, .. witness.Text.Skip(1), .. Advice(view, path, space)] };
    }

    // Policies add up, so one more cannot take back what another allows.
    private static IEnumerable<string> Advice(GuardView view, NetworkVerdict path, string space)
    {
        if (path.Ingress.Isolated)
        {
            yield return $"narrow the rule of {Listing.Of(path.Ingress.Policies.Where(policy => policy.Allows).Select(policy => policy.Policy.ToString()))} that lets stacks in: another policy cannot take it back";
            yield break;
        }

        yield return $"this policy would close it, unless one that selects other pods there lets stacks in:\n{KeepStacksOut.Yaml(KeepStacksOut.Make(view, space))}";
    }
}
