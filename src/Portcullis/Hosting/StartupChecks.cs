using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>What must hold of the cluster before the first stack: better said at the start than by every create.</summary>
internal static class StartupChecks
{
    private const int Forbidden = 403;

    /// <summary>Looks at the cluster.</summary>
    /// <param name="client">Reaches it.</param>
    /// <param name="settings">How stacks are to be made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; what may not be looked at is let pass.</returns>
    public static async Task<StartupFindings> RunAsync(KubernetesClient client, StackSettings settings, CancellationToken cancellationToken)
    {
        List<string> obstacles = [];
        List<string> warnings = [];
        try
        {
            if (await client.TryGetAsync(ResourceTypes.Namespaces, new("", settings.Namespace), cancellationToken) is { } space)
            {
                warnings.AddRange(NamespaceWarnings.Find(space, settings));
            }
            else
            {
                obstacles.Add($"STACK_NAMESPACE: namespace \"{settings.Namespace}\" does not exist; make it with: kubectl create namespace {settings.Namespace}");
            }

            if (settings is { PublicHost: { } host, ExternalTrafficPolicy: "Local" } && await CountNodesAsync(client, settings, cancellationToken) is > 1 and var nodes)
            {
                obstacles.Add($"STACK_PUBLIC_HOST: \"{host}\" cannot stand for {nodes} nodes with role={settings.NodeRole}: with STACK_EXTERNAL_TRAFFIC_POLICY=Local only a stack's own node answers; annotate the nodes with portcullis.dev/public-host instead");
            }
        }
        catch (KubernetesApiException refusal) when (refusal.StatusCode == Forbidden)
        {
            // A narrower role than ours should be no reason not to start.
        }
        catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
        {
            obstacles.Add($"the cluster cannot be looked at: {error.Message}");
        }

        return new(obstacles, warnings);
    }

    private static async Task<int> CountNodesAsync(KubernetesClient client, StackSettings settings, CancellationToken cancellationToken)
    {
        var options = new ListOptions { LabelSelector = $"role={settings.NodeRole}" };
        return (await client.ListAsync(ResourceTypes.Nodes, null, options, cancellationToken)).Items.Count;
    }
}

/// <summary>What was found of the cluster before the first stack.</summary>
/// <param name="Obstacles">A sentence for each thing that stands in the way.</param>
/// <param name="Warnings">A sentence for each thing that could be better.</param>
internal sealed record StartupFindings(IReadOnlyList<string> Obstacles, IReadOnlyList<string> Warnings);
