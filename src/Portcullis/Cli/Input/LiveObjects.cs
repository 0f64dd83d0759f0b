using Portcullis.Client;
using Portcullis.Model;
using Portcullis.Model.Json;

namespace Portcullis.Cli.Input;

/// <summary>Gathers the objects of a living cluster.</summary>
internal static class LiveObjects
{
    // Kinds that can override network policies. Only whether there are any matters, so any wire type will do to read them.
    private static readonly ResourceType<Namespace>[] Overriding =
    [
        Other("policy.networking.k8s.io", "v1alpha1", "adminnetworkpolicies", "AdminNetworkPolicy", false),
        Other("policy.networking.k8s.io", "v1alpha1", "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy", false),
        Other("policy.networking.k8s.io", "v1alpha2", "clusternetworkpolicies", "ClusterNetworkPolicy", false),
        Other("crd.projectcalico.org", "v1", "globalnetworkpolicies", "GlobalNetworkPolicy", false),
        Other("crd.projectcalico.org", "v1", "networkpolicies", "NetworkPolicy", true),
        Other("cilium.io", "v2", "ciliumnetworkpolicies", "CiliumNetworkPolicy", true),
        Other("cilium.io", "v2", "ciliumclusterwidenetworkpolicies", "CiliumClusterwideNetworkPolicy", false),
    ];

    /// <summary>Reads them.</summary>
    /// <param name="terminal">Whose environment and clock.</param>
    /// <param name="options">Which cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">There is no cluster, it does not answer, or it will not show something.</exception>
    public static async Task<ClusterInput> ReadAsync(Terminal terminal, ClusterAccessOptions options, CancellationToken cancellationToken)
    {
        var result = ClusterAccess.Load(options, terminal.Environment);
        if (result is ClusterAccessResult.NotFound(var lines))
        {
            throw new InputException(["no cluster found", .. lines.Select(line => $"  {line}")]);
        }

        var access = ((ClusterAccessResult.Found)result).Access;
        using var client = new KubernetesClient(access, new KubernetesClientOptions(), terminal.Time);
        try
        {
            return await ReadAsync(client, access.ToString(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesTransportException)
        {
            throw new InputException($"the cluster at {access} cannot be read: {e.Message}");
        }
    }

    private static async Task<ClusterInput> ReadAsync(KubernetesClient client, string source, CancellationToken cancellationToken)
    {
        var policies = await client.ListAllAsync(ResourceTypes.NetworkPolicies, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var namespaces = await client.ListAllAsync(ResourceTypes.Namespaces, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var pods = await client.ListAllAsync(ResourceTypes.Pods, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var services = await client.ListAllAsync(ResourceTypes.Services, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var notes = new List<string>();
        var nodes = await NodesAsync(client, notes, cancellationToken).ConfigureAwait(false);
        foreach (var type in Overriding)
        {
            await LookForAsync(client, type, notes, cancellationToken).ConfigureAwait(false);
        }

        return new ClusterInput
        {
            Source = source,
            // A pod or policy made between two of the lists may live in a namespace that was not there yet.
            Namespaces = NamespaceNotes.Complete(namespaces, pods.Select(pod => pod.Metadata.Namespace ?? "").Concat(policies.Select(policy => policy.Metadata.Namespace ?? "")), notes),
            Pods = pods,
            Services = services,
            Policies = policies,
            Nodes = nodes,
            Notes = notes,
            Origins = new Dictionary<(string, NamespacedName), Origin>(),
        };
    }

    /// <summary>Not everyone who may see policies may see nodes, and little is lost without.</summary>
    private static async Task<IReadOnlyList<Node>> NodesAsync(KubernetesClient client, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListAllAsync(ResourceTypes.Nodes, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.StatusCode == 403)
        {
            notes.Add("warning: the nodes may not be seen: their addresses are taken for addresses outside of the cluster");
            return [];
        }
    }

    private static async Task LookForAsync(KubernetesClient client, ResourceType<Namespace> type, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.ListAllAsync(type, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            notes.AddRange(PassedOver.Notes([.. found.Select(item => new InputObject(type.Kind, type.ApiVersion, NamespacedName.Of(item.Metadata), default, new Origin("")))]));
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // The cluster does not have that kind: nothing overrides.
        }
        catch (KubernetesApiException e)
        {
            notes.Add($"warning: whether there are {type.QualifiedName}, which can override network policies, may not be seen ({e.StatusCode} {e.Reason})");
        }
    }

    private static ResourceType<Namespace> Other(string group, string version, string plural, string kind, bool namespaced) =>
        new(group, version, plural, kind, namespaced, ModelJson.Default.Namespace, ModelJson.Default.KubernetesListNamespace);
}
