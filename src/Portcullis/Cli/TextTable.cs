namespace Portcullis.Cli;

/// <summary>Columns padded with blanks, as kubectl prints them.</summary>
internal static class TextTable
{
    private const string Gap = "   ";

    /// <summary>Prints a header and rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="header">The titles.</param>
    /// <param name="rows">The rows; each as long as the header.</param>
    public static void Write(TextWriter writer, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [header, .. rows];
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines)
        {
            writer.WriteLine(string.Join(Gap, line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
