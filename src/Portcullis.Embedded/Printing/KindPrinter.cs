using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Printing;

/// <summary>The columns of one kind, and how to fill them: each cell a string or a long.</summary>
/// <param name="Columns">The columns; those of priority 1 are shown only in wide output.</param>
/// <param name="Cells">The cells of an object at a time, one a column.</param>
internal sealed record KindPrinter(IReadOnlyList<TableColumn> Columns, Func<KubernetesObject, DateTimeOffset, IReadOnlyList<object?>> Cells)
{
    public static KindPrinter Of<T>(IReadOnlyList<TableColumn> columns, Func<T, DateTimeOffset, IReadOnlyList<object?>> cells)
        where T : KubernetesObject => new(columns, (obj, now) => cells((T)obj, now));
}
