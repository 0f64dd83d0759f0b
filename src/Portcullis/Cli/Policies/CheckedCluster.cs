using Portcullis.Cli.Input;
using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Cli.Policies;

/// <summary>What was read, as the guard takes it, and what its report must say of that.</summary>
internal static class CheckedCluster
{
    // The statement that speaks of the labels of namespaces.
    private const string ReadersAgreeId = "S11";

    /// <summary>The objects for the guard.</summary>
    /// <param name="question">What was read, and is sound.</param>
    /// <param name="stackNamespaces">Where stacks are, or will be.</param>
    public static IsolationObjects Of(PolicyQuestion question, IReadOnlyCollection<string> stackNamespaces)
    {
        var input = question.Input;
        return new()
        {
            // Stacks that are still to be made need their namespace, whether anything is in it or not.
            Namespaces = NamespaceNotes.Complete(input.Namespaces, stackNamespaces, []),
            Pods = question.Objects.Pods,
            Services = input.Services,
            Ingresses = input.Ingresses,
            Gateways = input.Gateways,
            Policies = input.Policies,
            Nodes = input.Nodes,
            ServiceRanges = input.ServiceRanges,
            ApiServer = input.ApiServer,
            Overriding = new([.. input.Overriding.Distinct()], input.Unseen),
        };
    }

    /// <summary>What must be said before the report.</summary>
    /// <param name="input">What was read.</param>
    /// <param name="stackNamespace">Where stacks are.</param>
    public static IEnumerable<string> Notes(ClusterInput input, string stackNamespace)
    {
        if (input.Namespaces.All(space => space.Metadata.Name != stackNamespace))
        {
            yield return $"note: there is nothing in the stack namespace \"{stackNamespace}\" (--stack-namespace, STACK_NAMESPACE): what is judged are stacks still to be made, without any policy of that namespace";
        }
    }

    /// <summary>The report with what was taken for granted about the objects.</summary>
    /// <param name="report">The report.</param>
    /// <param name="input">What was read.</param>
    /// <param name="objects">What was judged.</param>
    public static IsolationReport Annotate(IsolationReport report, ClusterInput input, IsolationObjects objects)
    {
        var given = input.Namespaces.Select(space => space.Metadata.Name).Except(input.AssumedNamespaces).ToHashSet();
        var assumed = objects.Namespaces.Select(space => space.Metadata.Name!).Where(name => !given.Contains(name)).ToList();
        return report with
        {
            Statements = [.. report.Statements.Select(statement => statement.Id == ReadersAgreeId && assumed.Count > 0
                ? statement with { Notes = [.. statement.Notes, $"{(assumed.Count == 1 ? "namespace" : "namespaces")} {Listing.Of(assumed)} {(assumed.Count == 1 ? "is" : "are")} not given, and taken to carry the label {NamespaceNotes.NameLabel}"] }
                : statement)],

            // The guard always speaks of a cluster.
            Inputs = [.. report.Inputs.Select(one => one.Origin == "the cluster" && !input.IsLive ? one with { Origin = "the manifests" } : one)],
        };
    }
}
