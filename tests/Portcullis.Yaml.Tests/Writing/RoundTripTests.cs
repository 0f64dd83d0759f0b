using System.Text.Json.Nodes;
using Portcullis.Yaml.Reading;
using Portcullis.Yaml.Writing;

namespace Portcullis.Yaml.Tests.Writing;

/// <summary>Law: parsing what was written is the identity.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Pieces =
    [
        "", " ", "  ", "\n", "\t", "\r", ":", ": ", " #", "#", "-", "- ", "?", "'", "\"", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`",
        "true", "null", "~", "0x10", "1e3", "123", "yes", "a", "word", "é", "\ud83d\ude00", "\u0085", "\u2028", "\ufeff", "\u0000", "\u0007", "\u007f", "\u00a0", "\ufffe", "<<", "=", "---", "...", ".", "_", "0", "\u200b", "\ue000",
    ];

    [Fact]
    public void Parse_after_write_is_identity()
    {
        for (var seed = 0; seed < 4_000; seed++)
        {
            var json = Tree(new Random(seed), 4);
            var yaml = YamlWriter.Write(json);
            var back = YamlStreams.ReadAll(yaml);
            // Nothing at all is no document.
            var root = back.ShouldBeOfType<YamlStreamParsed>($"seed {seed}: {back}\n{json?.ToJsonString()}\n{yaml}").Roots.SingleOrDefault();
            Trees.SameJson(root is null ? null : YamlToJson.Convert(root), json).ShouldBeTrue($"seed {seed}:\n{json?.ToJsonString()}\n{yaml}");
        }
    }

    [Fact]
    public void Every_short_string_of_awkward_pieces_comes_back()
    {
        foreach (var first in Pieces)
        {
            var array = new JsonArray([.. Pieces.SelectMany(second => Pieces.Where((_, i) => i % 3 == 0).Append("a").Select(third => (JsonNode)(first + second + third)))]);
            var root = YamlStreams.ReadAll(YamlWriter.Write(array)).ShouldBeOfType<YamlStreamParsed>($"pieces after \"{first}\"").Roots.Single();
            var back = (JsonArray)YamlToJson.Convert(root)!;
            for (var i = 0; i < array.Count; i++)
            {
                back[i]!.GetValue<string>().ShouldBe(array[i]!.GetValue<string>());
            }
        }
    }

    private static JsonNode? Tree(Random random, int depth) => random.Next(depth == 0 ? 5 : 9) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 14)), 6),
        4 or 5 => Text(random),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Tree(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create(Text(random) + i, Tree(random, depth - 1)))),
    };

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
