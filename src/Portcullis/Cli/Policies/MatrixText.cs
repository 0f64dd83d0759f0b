using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies;

/// <summary>A matrix as text.</summary>
internal static class MatrixText
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For programs: <c>{"order", "ports", "allowed": {"80/TCP": ["-10", ...]}}</c>, one string a row.</summary>
    /// <param name="matrix">The matrix.</param>
    public static string Json(ReachMatrix matrix)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            Strings(writer, "order", matrix.Order.Select(endpoint => endpoint.ToString()!));
            Strings(writer, "ports", matrix.Ports.Select(port => port.ToString()));
            writer.WriteStartObject("allowed");
            for (var port = 0; port < matrix.Ports.Count; port++)
            {
                Strings(writer, matrix.Ports[port].ToString(), Rows(matrix, port));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>For people: a table for every port, ports with the same answers together.</summary>
    /// <param name="matrix">The matrix.</param>
    public static string Table(ReachMatrix matrix)
    {
        var text = new StringWriter();
        var alike = Enumerable.Range(0, matrix.Ports.Count).GroupBy(port => string.Join('\n', Rows(matrix, port)), StringComparer.Ordinal);
        foreach (var ports in alike)
        {
            text.WriteLine($"on {string.Join(", ", ports.Select(port => matrix.Ports[port].ToString()))}");
            TextTable.Write(
                text,
                ["", "from \\ to", .. Numbers(matrix)],
                Rows(matrix, ports.First()).Select((row, i) => (IReadOnlyList<string>)[Number(i), matrix.Order[i].ToString()!, .. row.Select(Word)]));
            text.WriteLine();
        }

        text.Write("yes: allowed   . : denied   - : not defined (itself, or between two that are no pods)");
        return text.ToString();
    }

    private static IEnumerable<string> Rows(ReachMatrix matrix, int port) => Enumerable.Range(0, matrix.Order.Count).Select(from => matrix.Row(port, from));

    private static IEnumerable<string> Numbers(ReachMatrix matrix) => Enumerable.Range(0, matrix.Order.Count).Select(Number);

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Word(char cell) => cell switch { '1' => "yes", '0' => ".", _ => "-" };

    private static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
