using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Nodes.</summary>
internal static class NodePrinter
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static KindPrinter Kind { get; } = KindPrinter.Of<Node>(
        [
            TableColumn.ObjectName(), new("Status"), new("Roles"), TableColumn.Age(), new("Version"),
            TableColumn.Wide("Internal-IP"), TableColumn.Wide("External-IP"), TableColumn.Wide("OS-Image"),
            TableColumn.Wide("Kernel-Version"), TableColumn.Wide("Container-Runtime"),
        ],
        (node, now) =>
        [
            node.Metadata.Name,
            Status(node),
            Roles(node),
            Ages.Since(node.Metadata.CreationTimestamp, now),
            node.Status?.NodeInfo?.KubeletVersion,
            Address(node, "InternalIP"),
            Address(node, "ExternalIP"),
            OrUnknown(node.Status?.NodeInfo?.OsImage),
            OrUnknown(node.Status?.NodeInfo?.KernelVersion),
            OrUnknown(node.Status?.NodeInfo?.ContainerRuntimeVersion),
        ]);

    private static string Status(Node node)
    {
        var ready = node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready");
        var status = ready is null ? "Unknown" : ready.Status == "True" ? "Ready" : "NotReady";
        return node.Spec?.Unschedulable == true ? $"{status},SchedulingDisabled" : status;
    }

    private static string Roles(Node node)
    {
        var roles = (node.Metadata.Labels ?? new Dictionary<string, string>())
            .Where(l => l.Key.StartsWith(RolePrefix, StringComparison.Ordinal) && l.Key.Length > RolePrefix.Length)
            .Select(l => l.Key[RolePrefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToList();
        return roles.Count == 0 ? "<none>" : string.Join(',', roles);
    }

    private static string Address(Node node, string type) => node.Status?.Addresses?.FirstOrDefault(a => a.Type == type)?.Address ?? "<none>";

    private static string OrUnknown(string? text) => string.IsNullOrEmpty(text) ? "<unknown>" : text;
}
