using System.CommandLine;
using Portcullis.Cli.Input;
using Portcullis.Model.Texts;
using Portcullis.Yaml.Writing;

namespace Portcullis.Cli.Manifests;

/// <summary><c>manifest show</c>.</summary>
internal static class ManifestShowCommand
{
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
        var command = new Command("show", "Show the objects that kubectl reads, of any kind and unchanged; a List is one. What kubectl reads in a way that nobody would guess is refused. Ends with 0, or with 2 when anything is refused; then nothing is shown.") { files, output };
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
                Document document => Read(document),
                UnreadableDocument unreadable => ([], unreadable.Lines),
                _ => throw new InvalidOperationException("unknown kind of result"),
            };
            objects.AddRange(found);
            problems.AddRange(wrong);
        }

        return problems.Count == 0 ? objects : throw new InputException([.. Listing.Lines(problems, FileObjects.MostProblems)]);
    }

    // A list is one object to whoever reads it; what is wrong inside is said all the same.
    private static (IReadOnlyList<SentObject> Objects, IReadOnlyList<string> Problems) Read(Document document) =>
        ([new(document.Json, document.Origin, SentObjects.Text(document.Json, "apiVersion"), SentObjects.Text(document.Json, "kind"))], SentObjects.Of(document).Problems);

    private static async Task WriteAsync(Terminal terminal, List<SentObject> objects, bool isJson)
    {
        var first = true;
        foreach (var found in objects)
        {
            if (isJson)
            {
                await terminal.Out.WriteLineAsync(CompactJson.Text(found.Json)).ConfigureAwait(false);
            }
            else
            {
                await terminal.Out.WriteAsync((first ? "" : "---\n") + YamlWriter.Write(found.Json)).ConfigureAwait(false);
            }

            first = false;
        }
    }

    private static IEnumerable<string> Notes(List<SentObject> objects) => Listing.Lines([.. objects
        .Where(found => string.IsNullOrEmpty(found.Kind) || string.IsNullOrEmpty(found.ApiVersion))
        .Select(found => $"warning: {found.Origin}: it has no {(string.IsNullOrEmpty(found.Kind) ? "kind" : "apiVersion")}, so that no cluster takes it")]);
}
