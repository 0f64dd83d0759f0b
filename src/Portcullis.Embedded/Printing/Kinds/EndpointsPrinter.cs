using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Endpoints in both forms.</summary>
internal static class EndpointsPrinter
{
    private const int Shown = 3;

    public static KindPrinter Endpoints { get; } = KindPrinter.Of<Endpoints>(
        [TableColumn.ObjectName(), new("Endpoints"), TableColumn.Age()],
        (endpoints, now) => [endpoints.Metadata.Name, Addresses(endpoints), Ages.Since(endpoints.Metadata.CreationTimestamp, now)]);

    public static KindPrinter Slices { get; } = KindPrinter.Of<EndpointSlice>(
        [TableColumn.ObjectName(), new("AddressType"), new("Ports"), new("Endpoints"), TableColumn.Age()],
        (slice, now) =>
        [
            slice.Metadata.Name,
            slice.AddressType,
            List((slice.Ports ?? []).Select(p => p.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*"), "<unset>"),
            List((slice.Endpoints ?? []).SelectMany(e => e.Addresses ?? []), "<unset>"),
            Ages.Since(slice.Metadata.CreationTimestamp, now),
        ]);

    private static string Addresses(Endpoints endpoints) => List(
        (endpoints.Subsets ?? []).SelectMany(s => s.Ports is { Count: > 0 } ports
            ? ports.SelectMany(p => (s.Addresses ?? []).Select(a => $"{a.Ip}:{p.Port}"))
            : (s.Addresses ?? []).Select(a => a.Ip ?? "")),
        "<none>");

    private static string List(IEnumerable<string> items, string none)
    {
        var all = items.ToList();
        return all.Count switch
        {
            0 => none,
            <= Shown => string.Join(',', all),
            _ => $"{string.Join(',', all.Take(Shown))} + {all.Count - Shown} more...",
        };
    }
}
