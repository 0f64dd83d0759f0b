using System.Text.RegularExpressions;
using V = Portcullis.Configuration.ConfigurationVariables;

namespace Portcullis.Configuration;

/// <summary>What the operator should know about the names in the environment. Values are never shown.</summary>
internal static partial class ConfigurationWarnings
{
    /// <summary>One line for each misspelt name, then one for the accepted but unused names, then one for those not acted on yet.</summary>
    /// <param name="environment">The environment variables.</param>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> environment)
    {
        var known = V.All.ToDictionary(variable => variable.Name, StringComparer.Ordinal);
        var set = environment.Where(pair => pair.Value.Trim().Length > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        var unused = set.Where(name => !known.ContainsKey(name) && IsUnused(name)).ToList();
        var recorded = set.Where(name => known.TryGetValue(name, out var variable) && variable.Recorded).ToList();

        List<string> lines =
        [
            .. set.Where(name => IsWatched(name) && !known.ContainsKey(name) && !unused.Contains(name))
                .Select(name => $"{name} is not known; the nearest known name is {NearestName.Of(name, known.Keys)}"),
        ];
        if (unused.Count > 0)
        {
            lines.Add($"accepted and not used: {string.Join(", ", unused)}");
        }

        if (recorded.Count > 0)
        {
            lines.Add($"checked, but nothing in this version acts on: {string.Join(", ", recorded)}");
        }

        return lines;
    }

    private static bool IsUnused(string name) => V.Unused.Any(pattern => pattern switch
    {
        ['*', .. var end] => name.EndsWith(end, StringComparison.Ordinal),
        [.. var start, '*'] => name.StartsWith(start, StringComparison.Ordinal),
        _ => name == pattern,
    });

    private static bool IsWatched(string name) =>
        V.WatchedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !ServiceLink().IsMatch(name);

    /// <summary>What Kubernetes itself puts into a pod's environment for a Service called, say, <c>stack-api</c>.</summary>
    [GeneratedRegex(@"_SERVICE_HOST\z|_SERVICE_PORT(_[A-Z0-9_]+)?\z|_PORT\z|_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceLink();
}
