using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Cli.Input;

/// <summary>The kinds beside Services that lead into a cluster by addresses of their own.</summary>
internal static class EntryKinds
{
    /// <summary>Gateways of the Gateway API, the newest version first.</summary>
    public static IReadOnlyList<ResourceType<CustomObject>> Served => GatewayTypes.Versions;

    /// <summary>Gateways of the Gateway API.</summary>
    public static ResourceType<CustomObject> Gateways => Served[0];

    /// <summary>Every object of a kind; none where the cluster does not have it.</summary>
    /// <typeparam name="T">The wire type.</typeparam>
    /// <param name="client">The cluster.</param>
    /// <param name="versions">The kind, in each version that it may be served in.</param>
    /// <param name="unseen">Gets a sentence where they may not be seen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(KubernetesClient client, IReadOnlyList<ResourceType<T>> versions, List<string> unseen, CancellationToken cancellationToken)
        where T : KubernetesObject
    {
        foreach (var type in versions)
        {
            try
            {
                return await client.ListAllAsync(type, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                // Not served in this version.
            }
            catch (KubernetesApiException e) when (e.StatusCode == 403)
            {
                unseen.Add($"the {type.QualifiedName} may not be seen, which tell addresses that lead into the cluster");
                return [];
            }
        }

        return [];
    }
}
