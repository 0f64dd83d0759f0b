using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Kinds of a column or two.</summary>
internal static class SmallPrinters
{
    public static KindPrinter Namespaces { get; } = KindPrinter.Of<Namespace>(
        [TableColumn.ObjectName(), new("Status"), TableColumn.Age()],
        (ns, now) => [ns.Metadata.Name, ns.Status?.Phase, Age(ns, now)]);

    public static KindPrinter ConfigMaps { get; } = KindPrinter.Of<ConfigMap>(
        [TableColumn.ObjectName(), new("Data"), TableColumn.Age()],
        (map, now) => [map.Metadata.Name, (long)((map.Data?.Count ?? 0) + (map.BinaryData?.Count ?? 0)), Age(map, now)]);

    public static KindPrinter Secrets { get; } = KindPrinter.Of<Secret>(
        [TableColumn.ObjectName(), new("Type"), new("Data"), TableColumn.Age()],
        (secret, now) => [secret.Metadata.Name, secret.Type, (long)(secret.Data?.Count ?? 0), Age(secret, now)]);

    public static KindPrinter ServiceAccounts { get; } = KindPrinter.Of<ServiceAccount>(
        [TableColumn.ObjectName(), TableColumn.Number("Secrets"), TableColumn.Age()],
        (account, now) => [account.Metadata.Name, (long)(account.Secrets?.Count ?? 0), Age(account, now)]);

    public static KindPrinter LimitRanges { get; } = KindPrinter.Of<LimitRange>(
        [TableColumn.ObjectName(), new("Created At", "date")],
        (range, _) => [range.Metadata.Name, range.Metadata.CreationTimestamp is { } created ? Model.Json.Rfc3339.Seconds(created) : "<unknown>"]);

    public static KindPrinter Leases { get; } = KindPrinter.Of<Lease>(
        [TableColumn.ObjectName(), new("Holder"), TableColumn.Age()],
        (lease, now) => [lease.Metadata.Name, lease.Spec?.HolderIdentity, Age(lease, now)]);

    public static KindPrinter ServiceCIDRs { get; } = KindPrinter.Of<ServiceCIDR>(
        [TableColumn.ObjectName(), new("CIDRs"), TableColumn.Age()],
        (range, now) => [range.Metadata.Name, string.Join(',', range.Spec?.Cidrs ?? []), Age(range, now)]);

    private static string Age(KubernetesObject obj, DateTimeOffset now) => Ages.Since(obj.Metadata.CreationTimestamp, now);
}
