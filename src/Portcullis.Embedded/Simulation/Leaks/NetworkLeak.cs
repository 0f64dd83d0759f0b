using System.Diagnostics.CodeAnalysis;

namespace Portcullis.Embedded.Simulation.Leaks;

/// <summary>Something that the simulated network lets through although policies forbid it. What is not named is any.</summary>
/// <remarks>
/// Written <c>node=worker-b,family=ipv6,protocol=udp,target=nodeport</c>, with any of these; <c>all</c> for everything.
/// </remarks>
public sealed record NetworkLeak
{
    private const string Everything = "all";

    private static readonly string[] Families = ["ipv4", "ipv6"];
    private static readonly string[] Protocols = ["tcp", "udp", "echo"];
    private static readonly string[] Targets = ["nodeport"];

    /// <summary>The node whose pods get through; null for every node.</summary>
    public string? Node { get; init; }

    /// <summary><c>ipv4</c> or <c>ipv6</c>; null for both.</summary>
    public string? Family { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>echo</c>; null for all.</summary>
    public string? Protocol { get; init; }

    /// <summary><c>nodeport</c> for node ports alone; null for whatever there is.</summary>
    public string? Target { get; init; }

    /// <summary>Reads one leak.</summary>
    /// <param name="text">The text.</param>
    /// <param name="leak">The leak.</param>
    /// <param name="problem">What is wrong with the text, where it is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out NetworkLeak? leak, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        leak = new();
        problem = null;
        foreach (var part in text == Everything ? [] : text.Split(','))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (part, "") : (part[..at].Trim(), part[(at + 1)..].Trim());
            (leak, problem) = key switch
            {
                "node" when value.Length > 0 => (leak with { Node = value }, null),
                "family" => (leak with { Family = value }, OneOf(key, value, Families)),
                "protocol" => (leak with { Protocol = value }, OneOf(key, value, Protocols)),
                "target" => (leak with { Target = value }, OneOf(key, value, Targets)),
                _ => (leak, $"\"{part}\" is not known; allowed are node=NAME, family=ipv4|ipv6, protocol=tcp|udp|echo and target=nodeport, separated by commas, or all"),
            };
            if (problem is not null)
            {
                leak = null;
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads several, separated by semicolons; what is not readable leaks nothing.</summary>
    internal static IReadOnlyList<NetworkLeak> ParseAll(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => TryParse(part, out var leak, out _) ? leak : null).OfType<NetworkLeak>()];

    internal bool Lets(string node, TriedTarget target) =>
        (Node is null || Node == node)
        && (Family is null || Family == target.Family)
        && (Protocol is null || Protocol == target.Protocol)
        && (Target is null || target.IsNodePort);

    private static string? OneOf(string key, string value, string[] allowed) =>
        allowed.Contains(value) ? null : $"{key} \"{value}\" is not known; allowed is {string.Join(" or ", allowed)}";
}
