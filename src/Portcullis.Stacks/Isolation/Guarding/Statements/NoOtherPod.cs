using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S1: no stack reaches a pod of another namespace. Those on their node's network have its address, and belong to S3.</summary>
internal static class NoOtherPod
{
    public const string Id = "S1";

    // One for each namespace reached; an operator mends them one at a time.
    private const int MostWitnesses = 5;

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "no stack reaches a pod of another namespace",
        TitleOfSandboxes = "no stack reaches a pod that is none",
        When = JudgingTime.WithPolicies,
        StopsCreates = true,
        Judge = Judge,
    };

    private static StatementFindings Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [.. UnheldStacks.Witnesses(view)];
        List<string> seen = [.. view.Scope.Others.ExceptNamespaces];
        while (witnesses.Count < MostWitnesses
            && PathSearch.Find(view.Network, view.Pods, view.StackPods, new() { Pods = view.Scope.Others with { ExceptNamespaces = [.. seen] } }) is { } path)
        {
            witnesses.Add(PathSearch.Witness(path));
            seen.Add(((Policy.Network.Answers.NetworkEndpoint.OfPod)path.Question.To).Name.Namespace);
        }

        var hosts = view.Pods.Values.Count(pod => !view.Scope.Holds(pod) && pod.Spec?.HostNetwork == true);
        return new()
        {
            Witnesses = witnesses,
            Missing = [.. UnknownPlaces.OfPods(view), .. view.UntriedLabels],
            Notes = hosts == 0 ? [] :
                [$"{Listing.Count(hosts, "pod")} {(view.AreForeign ? "that are no stacks" : "of other namespaces")} {(hosts == 1 ? "is on its node's network and counts" : "are on their nodes' network and count")} as node addresses, under {NoProtectedAddress.Id}"],
        };
    }
}
