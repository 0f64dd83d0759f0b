using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>Whether the stack namespace's Pod Security labels fit the profiles that stacks may have.</summary>
internal static class NamespaceWarnings
{
    private const string Prefix = "pod-security.kubernetes.io/";

    // From loose to strict; what is not set is as loose as it gets.
    private static readonly string[] Levels = ["privileged", "baseline", "restricted"];

    /// <summary>Looks at the namespace.</summary>
    /// <param name="client">Reaches the cluster.</param>
    /// <param name="settings">Which namespace, and which profiles.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One sentence for each label that does not fit; none when the namespace cannot be looked at, which is said elsewhere.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(KubernetesClient client, StackSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await client.TryGetAsync(ResourceTypes.Namespaces, new("", settings.Namespace), cancellationToken) is { } space ? Find(space, settings) : [];
        }
        catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
        {
            return [];
        }
    }

    internal static IReadOnlyList<string> Find(Namespace space, StackSettings settings)
    {
        var wanted = settings.Profiles.Values.Any(profile => profile.BaselineExceptions.Count > 0) ? 0 : settings.Profiles.Values.Any(profile => !profile.IsRestricted) ? 1 : 2;
        List<string> warnings = [];
        var enforced = LevelOf(space, "enforce");
        if (enforced > wanted)
        {
            warnings.Add($"namespace \"{settings.Namespace}\" enforces Pod Security level {Levels[enforced]}: stacks of looser profiles are refused by the cluster; set {Prefix}enforce={Levels[wanted]}");
        }
        else if (enforced < wanted)
        {
            warnings.Add($"namespace \"{settings.Namespace}\" does not enforce Pod Security level {Levels[wanted]}, the last gate if the others fail: kubectl label namespace {settings.Namespace} {Prefix}enforce={Levels[wanted]}");
        }

        var stricter = Levels[Math.Min(wanted + 1, Levels.Length - 1)];
        warnings.AddRange(((string[])["audit", "warn"]).Where(mode => LevelOf(space, mode) < wanted)
            .Select(mode => $"namespace \"{settings.Namespace}\" has no {Prefix}{mode} of level {stricter}: kubectl label namespace {settings.Namespace} {Prefix}{mode}={stricter}"));
        return warnings;
    }

    private static int LevelOf(Namespace space, string mode) => Math.Max(0, Array.IndexOf(Levels, space.Metadata.Labels?.GetValueOrDefault(Prefix + mode)));
}
