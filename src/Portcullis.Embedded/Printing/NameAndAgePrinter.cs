using System.Text.Json;
using Portcullis.Model;
using Portcullis.Model.Json;

namespace Portcullis.Embedded.Printing;

/// <summary>The table of a resource that has no columns of its own: name and age.</summary>
internal sealed class NameAndAgePrinter : ITablePrinter
{
    private static readonly IReadOnlyList<TableColumn> Both = [new("Name", Format: "name"), new("Created At", "date")];

    public IReadOnlyList<TableColumn> Columns(ResourceType type) => Both;

    public void WriteCells(Utf8JsonWriter cells, ResourceType type, KubernetesObject value, DateTimeOffset now)
    {
        cells.WriteStringValue(value.Metadata.Name);
        cells.WriteStringValue(value.Metadata.CreationTimestamp is { } created ? Rfc3339.Seconds(created) : "<unknown>");
    }
}
