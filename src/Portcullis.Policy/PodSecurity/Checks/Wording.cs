using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>The words that details are put together from.</summary>
internal static class Wording
{
    /// <summary>Adds to a list that is made when first needed.</summary>
    public static void Add(ref List<string>? list, string? item) => (list ??= []).Add(item ?? "");

    /// <summary>Adds to an ordered set that is made when first needed.</summary>
    public static void Add(ref SortedSet<string>? set, string? item) => (set ??= new SortedSet<string>(StringComparer.Ordinal)).Add(item ?? "");

    /// <summary><c>"a", "b"</c>; what is inside is not escaped.</summary>
    public static string Quoted(IEnumerable<string> items) => $"\"{string.Join("\", \"", items)}\"";

    public static string Plural(string one, string many, int count) => count == 1 ? one : many;

    /// <summary><c>container "a"</c> or <c>containers "a", "b"</c>.</summary>
    public static string Containers(IReadOnlyCollection<string> names) => $"{Plural("container", "containers", names.Count)} {Quoted(names)}";

    /// <summary><c>pod</c>, <c>container "a"</c> or <c>pod and containers "a", "b"</c>.</summary>
    public static string Setters(bool pod, List<string>? containers) => (pod, containers) switch
    {
        (true, null) => "pod",
        (true, _) => $"pod and {Containers(containers)}",
        _ => Containers(containers!),
    };

    public static bool IsWindows(PodSpec spec) => spec.Os?.Name == "windows";

    /// <summary>True for a pod in a user namespace of its own: its root is nobody on the node.</summary>
    public static bool HasUserNamespace(PodSpec spec) => spec.HostUsers == false;
}
