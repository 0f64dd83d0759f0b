using System.IO.Compression;
using System.Text.Json;
using Portcullis.Testing;

namespace Portcullis.Model.Tests.Testing;

public sealed class CorporaTests
{
    [Fact]
    public void Cases_are_read_one_a_line()
    {
        var folder = Directory.CreateTempSubdirectory("portcullis-corpora-");
        try
        {
            folder.CreateSubdirectory("kind");
            using (var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder.FullName, "kind", "some.jsonl.gz")), CompressionLevel.Fastest)))
            {
                writer.Write("{\"n\":1}\n\n{\"n\":2}\n");
            }

            Corpora.Read(folder.FullName, "kind/some").Select(Number).ShouldBe([1, 2]);
            Should.Throw<FileNotFoundException>(() => Corpora.Read(folder.FullName, "kind/other").ToList());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Corpora_that_are_found_can_be_read()
    {
        if (!Corpora.TryFind(out var path))
        {
            Assert.Skip($"no corpora: set {Corpora.Variable} to their folder");
        }

        Corpora.Read(path, "networkpolicy/validation").First().ValueKind.ShouldBe(JsonValueKind.Object);
    }

    private static int Number(JsonElement element) => element.GetProperty("n").GetInt32();
}
