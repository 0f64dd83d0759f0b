using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>What the DefaultTolerationSeconds admission plugin adds: five minutes on a node that is lost.</summary>
internal static class TolerationDefaults
{
    private static readonly string[] Keys = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public static IReadOnlyList<Toleration> Apply(IReadOnlyList<Toleration>? tolerations)
    {
        var given = tolerations ?? [];
        var added = Keys.Where(key => !given.Any(t => Covers(t, key))).Select(Default).ToList();
        return added.Count == 0 ? given : [.. given, .. added];
    }

    private static bool Covers(Toleration toleration, string key) =>
        (string.IsNullOrEmpty(toleration.Key) || toleration.Key == key)
        && (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == "NoExecute");

    private static Toleration Default(string key) => new() { Key = key, Operator = "Exists", Effect = "NoExecute", TolerationSeconds = 300 };
}
