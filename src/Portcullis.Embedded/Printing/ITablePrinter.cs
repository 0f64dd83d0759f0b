using System.Text.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Printing;

/// <summary>The columns that kubectl shows of a resource, and the cells of a row.</summary>
internal interface ITablePrinter
{
    /// <summary>The columns of a resource.</summary>
    IReadOnlyList<TableColumn> Columns(ResourceType type);

    /// <summary>Writes one JSON value for each column into an array that is already open.</summary>
    void WriteCells(Utf8JsonWriter cells, ResourceType type, KubernetesObject value, DateTimeOffset now);
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type">The OpenAPI type: string, integer, date.</param>
/// <param name="Format">The OpenAPI format; <c>name</c> for the name.</param>
/// <param name="Priority">0 always shows; 1 shows with <c>-o wide</c>.</param>
/// <param name="Description">What it holds.</param>
internal sealed record TableColumn(string Name, string Type = "string", string Format = "", int Priority = 0, string Description = "")
{
    /// <summary>The object's name.</summary>
    public static TableColumn ObjectName() => new("Name", Format: "name");

    /// <summary>How old the object is.</summary>
    public static TableColumn Age() => new("Age");

    /// <summary>A column of whole numbers.</summary>
    public static TableColumn Number(string name) => new(name, Type: "integer");

    /// <summary>A column of wide output only.</summary>
    public static TableColumn Wide(string name) => new(name, Priority: 1);
}
