using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Cli.Policies;

/// <summary>The guard's report for people, to be read from top to bottom: the verdict, each statement with its evidence, what it rests on.</summary>
internal static class IsolationText
{
    private const string Indent = "    ";

    /// <summary>All of it.</summary>
    /// <param name="report">The report.</param>
    public static string Of(IsolationReport report)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine(Verdict(report));
        if (report.Judged is { } judged)
        {
            text.WriteLine($"judged: {judged}");
        }

        foreach (var statement in report.Statements)
        {
            text.WriteLine();
            Write(text, statement);
        }

        text.WriteLine();
        text.WriteLine("what this rests on (for each STACK_ variable there is an option, see --help)");
        WriteInputs(text, report.Inputs);
        return text.ToString().TrimEnd('\n');
    }

    private static string Verdict(IsolationReport report)
    {
        var open = Ids(report, IsolationVerdict.Open);
        var incomplete = Ids(report, IsolationVerdict.Incomplete);
        return report.Verdict switch
        {
            IsolationVerdict.Proven => "proven: the policies isolate the stacks",
            IsolationVerdict.Open => $"open: {Listed(open)} {(open.Count == 1 ? "does" : "do")} not hold: {report.FirstWitness(open)!.Text[0]}",
            _ => $"incomplete: no way through was found, but {Listed(incomplete)} {(incomplete.Count == 1 ? "asks" : "ask")} for something that is not known",
        };
    }

    private static List<string> Ids(IsolationReport report, IsolationVerdict verdict) =>
        [.. report.Statements.Where(statement => statement.Verdict == verdict && !statement.IsAdvisory).Select(statement => statement.Id)];

    private static string Listed(List<string> ids) => ids.Count == 1 ? ids[0] : $"{string.Join(", ", ids[..^1])} and {ids[^1]}";

    private static void Write(StringWriter text, IsolationStatement statement)
    {
        text.WriteLine($"{statement.Id}  {Word(statement.Verdict)}  {statement.Title}{(statement.IsAdvisory ? " (does not count for the verdict)" : "")}");
        foreach (var witness in statement.Witnesses)
        {
            text.WriteLine($"{Indent}- {witness.Text[0]}");
            foreach (var sentence in witness.Text.Skip(1))
            {
                WriteSentence(text, sentence);
            }
        }

        foreach (var missing in statement.Missing)
        {
            text.WriteLine($"{Indent}missing: {missing}");
        }

        foreach (var note in statement.Notes)
        {
            text.WriteLine($"{Indent}note: {note}");
        }
    }

    /// <summary>Further lines of a sentence are something to copy: they stand apart, on their own margin.</summary>
    private static void WriteSentence(StringWriter text, string sentence)
    {
        var lines = sentence.ReplaceLineEndings("\n").Split('\n');
        text.WriteLine($"{Indent}  {lines[0]}");
        foreach (var line in lines.Skip(1))
        {
            text.WriteLine(line.Length == 0 ? "" : $"{Indent}{Indent}{line}");
        }
    }

    // Of one width, so that the eye can run down the column.
    private static string Word(IsolationVerdict verdict) => (verdict == IsolationVerdict.Open ? "OPEN" : verdict.ToWire()).PadRight("incomplete".Length);

    private static string Shown(IsolationInput input) => input switch
    {
        { Values.Count: > 0 } => $"{Listing.Of(input.Values)} ({input.Origin})",
        { Origin: "unknown" } => "unknown",
        _ => "none",
    };

    private static void WriteInputs(StringWriter text, IReadOnlyList<IsolationInput> inputs)
    {
        var names = inputs.Max(input => input.Name.Length);
        foreach (var input in inputs)
        {
            text.WriteLine($"{Indent}{input.Name.PadRight(names)}  {Shown(input)}");
        }
    }
}
