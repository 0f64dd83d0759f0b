using Portcullis.Client.Discovery;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Cli.Input;

/// <summary>
/// Looks through a living cluster for objects that can undo network policies: first for the kinds that it serves, whoever
/// serves them, then for objects of those that matter or that nobody here knows.
/// </summary>
internal static class OverridingSurvey
{
    private static readonly string[] Needed = ["list"];

    /// <summary>Looks for every kind.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found, and what may not be seen, in sentences.</returns>
    public static async Task<(IReadOnlyList<OverridingObject> Found, IReadOnlyList<string> Unseen)> LookAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        var found = new List<OverridingObject>();
        var refused = new List<(string Kind, string Answer)>();
        foreach (var group in await GroupsAsync(client, refused, cancellationToken).ConfigureAwait(false))
        {
            foreach (var type in await KindsAsync(client, group, refused, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    await foreach (var one in client.ListAllAsync(type, null, null, cancellationToken).ConfigureAwait(false))
                    {
                        found.Add(OverridingObject.Of(type.Group, type.Kind, one));
                    }
                }
                catch (KubernetesApiException e) when (!e.IsNotFound)
                {
                    refused.Add((type.QualifiedName, Answer(e)));
                }
                catch (KubernetesApiException)
                {
                    // Taken out of the API since it was asked for its kinds.
                }
            }
        }

        return (found, [.. refused.GroupBy(one => one.Answer, one => one.Kind).Select(kinds =>
            $"whether there are {string.Join(", ", kinds)}, which can override network policies, may not be seen ({kinds.Key}): let it list them in all namespaces")]);
    }

    private static async Task<IEnumerable<ServedGroup>> GroupsAsync(KubernetesClient client, List<(string, string)> refused, CancellationToken cancellationToken)
    {
        try
        {
            var served = await client.GetGroupsAsync(cancellationToken).ConfigureAwait(false);
            return (served.Groups ?? []).Where(group => OverridingKinds.IsPlugIns(group.Name ?? ""));
        }
        catch (KubernetesApiException e)
        {
            refused.Add(("kinds of network plug-ins", Answer(e)));
            return [];
        }
    }

    private static async Task<IEnumerable<ResourceType<CustomObject>>> KindsAsync(KubernetesClient client, ServedGroup group, List<(string, string)> refused, CancellationToken cancellationToken)
    {
        var types = new Dictionary<string, ResourceType<CustomObject>>(StringComparer.Ordinal);

        // A kind may be served in one version and not in another; each shows the same objects.
        foreach (var version in (group.Versions ?? []).OrderByDescending(version => version.Version == group.PreferredVersion?.Version))
        {
            try
            {
                var served = await client.GetResourcesAsync(version.GroupVersion ?? $"{group.Name}/{version.Version}", cancellationToken).ConfigureAwait(false);
                foreach (var resource in served.Resources ?? [])
                {
                    if (resource is { Name: { } name, Kind: { } kind } && !name.Contains('/') && Needed.All(verb => resource.Verbs?.Contains(verb) == true) && OverridingKinds.Matters(group.Name!, kind))
                    {
                        types.TryAdd(name, OverridingTypes.Of(group.Name!, version.Version!, name, kind, resource.Namespaced == true));
                    }
                }
            }
            catch (KubernetesApiException e)
            {
                refused.Add(($"kinds of {group.Name}/{version.Version}", Answer(e)));
            }
        }

        return types.Values;
    }

    private static string Answer(KubernetesApiException e) => $"{e.StatusCode} {e.Reason}".TrimEnd();
}
