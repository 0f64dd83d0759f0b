using System.Net;
using Portcullis.Client.Configuration;
using Portcullis.Client.Discovery;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Cli.Input;

/// <summary>Gathers the objects of a living cluster.</summary>
internal static class LiveObjects
{
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
        var overriding = await OverridingSurvey.LookAsync(client, cancellationToken).ConfigureAwait(false);
        List<string> unseen = [.. overriding.Unseen];
        var nodes = await NodesAsync(client, unseen, cancellationToken).ConfigureAwait(false);
        return new ClusterInput
        {
            Source = source,
            IsLive = true,
            // A pod or policy made between two of the lists may live in a namespace that was not there yet.
            Namespaces = NamespaceNotes.Complete(namespaces, pods.Select(pod => pod.Metadata.Namespace ?? "").Concat(policies.Select(policy => policy.Metadata.Namespace ?? "")), notes),
            Pods = pods,
            Services = services,
            Ingresses = await EntryKinds.ListAsync(client, [ResourceTypes.Ingresses], unseen, cancellationToken).ConfigureAwait(false),
            Gateways = await EntryKinds.ListAsync(client, EntryKinds.Served, unseen, cancellationToken).ConfigureAwait(false),
            Policies = policies,
            Nodes = nodes,
            ServiceRanges = await ServiceRangesAsync(client, notes, cancellationToken).ConfigureAwait(false),
            ApiServer = await ApiServerAsync(client, unseen, cancellationToken).ConfigureAwait(false),
            Overriding = overriding.Found,
            Unseen = unseen,
            Notes = notes,
            Origins = new Dictionary<(string, NamespacedName), Origin>(),
        };
    }

    /// <summary>Not everyone who may see policies may see nodes, and little is lost without.</summary>
    private static async Task<IReadOnlyList<Node>> NodesAsync(KubernetesClient client, List<string> unseen, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListAllAsync(ResourceTypes.Nodes, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.StatusCode == 403)
        {
            unseen.Add("the nodes may not be seen: their addresses are taken for addresses outside of the cluster");
            return [];
        }
    }

    /// <summary>None before Kubernetes 1.31.</summary>
    private static async Task<IReadOnlyList<ServiceCIDR>> ServiceRangesAsync(KubernetesClient client, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListAllAsync(ResourceTypes.ServiceCIDRs, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return [];
        }
        catch (KubernetesApiException e) when (e.StatusCode == 403)
        {
            notes.Add("note: the ServiceCIDR objects may not be seen, which tell the range of Services");
            return [];
        }
    }

    private static async Task<IReadOnlyList<IPEndPoint>> ApiServerAsync(KubernetesClient client, List<string> unseen, CancellationToken cancellationToken)
    {
        var found = await ApiServerAddresses.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        if (found.Endpoints.Count == 0)
        {
            unseen.Add("neither EndpointSlices nor Endpoints of the Service default/kubernetes can be seen, which tell where the API server is");
        }

        return found.Endpoints;
    }
}
