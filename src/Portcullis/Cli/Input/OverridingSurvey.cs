using System.Runtime.CompilerServices;
using Portcullis.Client;
using Portcullis.Model;
using Portcullis.Stacks;

namespace Portcullis.Cli.Input;

/// <summary>Looks through a living cluster for objects that can undo network policies.</summary>
internal static class OverridingSurvey
{
    /// <summary>Looks for every kind.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found, and what may not be seen, in sentences.</returns>
    public static async Task<(IReadOnlyList<OverridingObject> Found, IReadOnlyList<string> Unseen)> LookAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        var found = new List<OverridingObject>();
        var refused = new List<(OverridingKind Kind, string Answer)>();
        foreach (var kind in OverridingKinds.All)
        {
            try
            {
                await foreach (var name in NamesAsync(client, kind, cancellationToken).ConfigureAwait(false))
                {
                    found.Add(new OverridingObject(kind, name));
                }
            }
            catch (KubernetesApiException e)
            {
                refused.Add((kind, $"{e.StatusCode} {e.Reason}".TrimEnd()));
            }
        }

        return (found, [.. refused.GroupBy(one => one.Answer, one => one.Kind.ToString()).Select(kinds =>
            $"whether there are {string.Join(", ", kinds)}, which can override network policies, may not be seen ({kinds.Key}): let it list them in all namespaces")]);
    }

    private static async IAsyncEnumerable<NamespacedName> NamesAsync(KubernetesClient client, OverridingKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var type in kind.Types)
        {
            List<Namespace> items;
            try
            {
                items = await client.ListAllAsync(type, null, null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                // Not served in this version, or not at all: then nothing overrides.
                continue;
            }

            // Every version shows the same objects.
            foreach (var item in items)
            {
                if (NamespacedName.Of(item.Metadata) is var name && !OverridingKinds.IsMirror(kind, name))
                {
                    yield return name;
                }
            }

            yield break;
        }
    }
}
