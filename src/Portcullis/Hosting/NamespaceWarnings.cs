using Portcullis.Model.Wire.Core;
using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>Whether the stack namespace's Pod Security labels fit the profiles that stacks may have.</summary>
internal static class NamespaceWarnings
{
    private const string Prefix = "pod-security.kubernetes.io/";

    // From loose to strict; what is not set is as loose as it gets.
    private static readonly string[] Levels = ["privileged", "baseline", "restricted"];

    /// <summary>One sentence for each label that does not fit.</summary>
    /// <param name="space">The stack namespace.</param>
    /// <param name="settings">The profiles.</param>
    public static IReadOnlyList<string> Find(Namespace space, StackSettings settings)
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
