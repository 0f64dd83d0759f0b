using System.Text.Json;
using Portcullis.Embedded.Printing.Kinds;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Printing;

/// <summary>
/// The columns that kubectl shows, for each kind those of the real API server.
/// <see href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/printers/internalversion/printers.go"/>
/// </summary>
internal sealed class ObjectPrinter : ITablePrinter
{
    private static readonly Dictionary<ResourceType, KindPrinter> Kinds = new()
    {
        [ResourceTypes.Pods] = PodPrinter.Kind,
        [ResourceTypes.Nodes] = NodePrinter.Kind,
        [ResourceTypes.Services] = ServicePrinter.Kind,
        [ResourceTypes.Events] = EventPrinter.Kind,
        [ResourceTypes.Endpoints] = EndpointsPrinter.Endpoints,
        [ResourceTypes.EndpointSlices] = EndpointsPrinter.Slices,
        [ResourceTypes.NetworkPolicies] = NetworkPolicyPrinter.Kind,
        [ResourceTypes.ResourceQuotas] = ResourceQuotaPrinter.Kind,
        [ResourceTypes.Namespaces] = SmallPrinters.Namespaces,
        [ResourceTypes.ConfigMaps] = SmallPrinters.ConfigMaps,
        [ResourceTypes.Secrets] = SmallPrinters.Secrets,
        [ResourceTypes.ServiceAccounts] = SmallPrinters.ServiceAccounts,
        [ResourceTypes.LimitRanges] = SmallPrinters.LimitRanges,
        [ResourceTypes.Leases] = SmallPrinters.Leases,
        [ResourceTypes.Ingresses] = IngressPrinter.Kind,
        [ResourceTypes.ServiceCIDRs] = SmallPrinters.ServiceCIDRs,
    };

    private static readonly KindPrinter Fallback = KindPrinter.Of<KubernetesObject>(
        [TableColumn.ObjectName(), TableColumn.Age()],
        (obj, now) => [obj.Metadata.Name, Ages.Since(obj.Metadata.CreationTimestamp, now)]);

    public IReadOnlyList<TableColumn> Columns(ResourceType type) => Of(type).Columns;

    public void WriteCells(Utf8JsonWriter cells, ResourceType type, KubernetesObject value, DateTimeOffset now)
    {
        foreach (var cell in Of(type).Cells(value, now))
        {
            if (cell is long number)
            {
                cells.WriteNumberValue(number);
            }
            else
            {
                cells.WriteStringValue(cell as string ?? "");
            }
        }
    }

    private static KindPrinter Of(ResourceType type) => Kinds.GetValueOrDefault(type, Fallback);
}
