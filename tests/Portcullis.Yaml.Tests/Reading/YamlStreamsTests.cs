using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Tests.Reading;

public sealed class YamlStreamsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("---\n---\n", 0)]
    [InlineData("a: 1", 1)]
    [InlineData("---\na: 1\n---\n---\nb: 2\n---\n", 2)]
    [InlineData("{\"a\": 1}\n---\n[1]\n", 2)]
    [InlineData("kind: List\nitems: [{a: 1}, {b: 2}]\n", 1)]
    public void Documents_are_read_and_empty_ones_left_out(string text, int count) =>
        YamlStreams.ReadAll(text).ShouldBeOfType<YamlStreamParsed>().Roots.Count.ShouldBe(count);

    [Fact]
    public void Problems_of_all_documents_are_told() =>
        YamlStreams.ReadAll("a: 1\na: 1\n---\nb: !mine x\n").ShouldBeOfType<YamlStreamMalformed>().Problems.Select(problem => problem.Line).ShouldBe([2, 4]);

    [Fact]
    public void Results_are_equal_by_content()
    {
        YamlStreams.ReadAll("a: {").ShouldBe(YamlStreams.ReadAll("a: {"));
        YamlText.Parse("a: {", YamlLimits.Manifest).ShouldBe(YamlText.Parse("a: {", YamlLimits.Manifest));
        YamlText.Parse("a: {", YamlLimits.Manifest).ShouldNotBe(YamlText.Parse("a: '", YamlLimits.Manifest));
    }
}
