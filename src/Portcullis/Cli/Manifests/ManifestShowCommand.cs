using System.CommandLine;
using System.Text.Json;
using Portcullis.Cli.Input;
using Portcullis.Yaml;

namespace Portcullis.Cli.Manifests;

/// <summary><c>manifest show</c>.</summary>
internal static class ManifestShowCommand
{
    private const int MostProblems = 50;

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var files = FileOption.Create("A manifest file, a folder of them (with those below), or - for standard input: YAML, several documents, List, JSON, JSON lines; may be given several times", required: true);
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "json|yaml",
            Description = "A line of JSON an object, or documents of YAML (default: json)",
            DefaultValueFactory = _ => "json",
        };
        output.AcceptOnlyFromAmong("json", "yaml");
        var command = new Command("show", "Show the objects that kubectl would send: those of a List one by one, of any kind, and unchanged. What kubectl reads in a way that nobody would guess is refused. Ends with 0, or with 2 when anything is refused; then nothing is shown.") { files, output };
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var objects = await ReadAsync(terminal, parsed.GetRequiredValue(files), cancellationToken).ConfigureAwait(false);
            await WriteAsync(terminal, objects, isJson: parsed.GetValue(output) == "json").ConfigureAwait(false);
            await Answering.NoteAsync(terminal, Notes(objects)).ConfigureAwait(false);
            return ExitCode.Good;
        });
        return command;
    }

    private static async Task<List<SentObject>> ReadAsync(Terminal terminal, string[] files, CancellationToken cancellationToken)
    {
        var objects = new List<SentObject>();
        var problems = new List<string>();
        await foreach (var result in Documents.ReadAsync(terminal, files, cancellationToken).ConfigureAwait(false))
        {
            var (found, wrong) = result switch
            {
                Document document => SentObjects.Of(document),
                UnreadableDocument unreadable => ([], unreadable.Lines),
                _ => throw new InvalidOperationException("unknown kind of result"),
            };
            objects.AddRange(found);
            problems.AddRange(wrong);
        }

        return problems.Count == 0 ? objects : throw new InputException([.. problems.Take(MostProblems), .. problems.Count > MostProblems ? [$"and {problems.Count - MostProblems} more"] : Array.Empty<string>()]);
    }

    private static async Task WriteAsync(Terminal terminal, List<SentObject> objects, bool isJson)
    {
        var first = true;
        foreach (var found in objects)
        {
            var json = Whole(found);
            if (isJson)
            {
                await terminal.Out.WriteLineAsync(CompactJson.Text(json)).ConfigureAwait(false);
            }
            else
            {
                await terminal.Out.WriteAsync((first ? "" : "---\n") + YamlWriter.Write(json)).ConfigureAwait(false);
            }

            first = false;
        }
    }

    /// <summary>The object with what it has from the list around it.</summary>
    private static JsonElement Whole(SentObject found) => SentObjects.Text(found.Json, "kind") is { Length: > 0 } || found.Kind is null
        ? found.Json
        : CompactJson.With(found.Json, ("apiVersion", found.ApiVersion), ("kind", found.Kind));

    private static IEnumerable<string> Notes(List<SentObject> objects) => Names.Cut([.. objects
        .Where(found => string.IsNullOrEmpty(found.Kind) || string.IsNullOrEmpty(found.ApiVersion))
        .Select(found => $"warning: {found.Origin}: it has no {(string.IsNullOrEmpty(found.Kind) ? "kind" : "apiVersion")}, so that no cluster takes it")]);
}
