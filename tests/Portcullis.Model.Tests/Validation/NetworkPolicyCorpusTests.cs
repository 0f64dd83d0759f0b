using System.IO.Compression;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Validation;

namespace Portcullis.Model.Tests.Validation;

/// <summary>Network policies with the errors that the API server itself gave for them.</summary>
public sealed class NetworkPolicyCorpusTests
{
    [Fact]
    public void Every_policy_of_the_corpus_gets_the_errors_of_the_api_server()
    {
        var file = Corpus("networkpolicy/validation.jsonl.gz");
        Assert.SkipWhen(file is null, "the conformance vectors are not at hand; PORTCULLIS_CORPORA names their folder");

        var wrong = Lines(file).Select(Compare).OfType<string>().ToList();

        wrong.ShouldBeEmpty();
    }

    private static string? Compare(string line)
    {
        using var row = JsonDocument.Parse(line);
        var policy = Validate.Object(row.RootElement.GetProperty("object").GetRawText(), ModelJson.Default.NetworkPolicy);
        var expected = row.RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field")} {e.GetProperty("type")}").Distinct().Order();

        var actual = ObjectValidation.ValidateCreate(policy).Select(e => $"{e.Field} {e.Type}").Distinct().Order();

        return actual.SequenceEqual(expected) ? null : $"{row.RootElement.GetProperty("name")}: {string.Join(", ", actual)} instead of {string.Join(", ", expected)}";
    }

    private static string? Corpus(string name)
    {
        var above = Ancestors(new DirectoryInfo(AppContext.BaseDirectory)).Select(folder => Path.Combine(folder.FullName, "shared", "corpora"));
        return above.Prepend(Environment.GetEnvironmentVariable("PORTCULLIS_CORPORA") ?? "")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static IEnumerable<DirectoryInfo> Ancestors(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
