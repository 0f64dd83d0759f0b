using Portcullis.Yaml.Reading;
using Portcullis.Yaml.Streams;

namespace Portcullis.Yaml.Tests.Streams;

/// <summary>What kubectl 1.33 and later read of the same texts: the rows that random ones were boiled down to.</summary>
public sealed class ManifestReaderTests
{
    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", """{"a":1} {"b":2}""")]
    [InlineData("a: 1\r\n---\r\nb: 2\r\n", """{"a":1} {"b":2}""")]
    [InlineData("# licence\n---\n---\n\n# nothing\n--- # third\na: 1\n---\n", """{"a":1}""")]
    [InlineData("a: |\n  ---\n  b\n", """{"a":"---\nb\n"}""")]
    [InlineData("a: |\n  b", """{"a":"b\n"}""")]
    [InlineData("a: 1\n...\n# the end\n", """{"a":1}""")]
    [InlineData("a: 1\n---\nnull\n---\n~\n", """{"a":1}""")]
    [InlineData("\uFEFFa: 1\n", """{"a":1}""")]
    public void Yaml_is_cut_at_lines_that_begin_with_dashes(string text, string expected) => Read(text).ShouldBe(expected);

    [Theory]
    [InlineData("{\"a\": 1}\n{\"b\": 2}\n", """{"a":1} {"b":2}""")]
    [InlineData("  {\"a\": \"}\\\"{\"}{\"b\":\n [1]}\n\n{\"c\": 3}", """{"a":"}\u0022{"} {"b":[1]} {"c":3}""")]
    [InlineData("{\"a\": \"\\/\\ud83d\\ude00\"}", """{"a":"/\uD83D\uDE00"}""")]
    [InlineData("{\"a\": 1}\n---\nb: 2\n", """{"a":1} {"b":2}""")]
    [InlineData("{a: 1}\n---\nb: 2\n", """{"a":1} {"b":2}""")]
    [InlineData("{\"a\": [x, 'y: z']}\n", """{"a":["x","y: z"]}""")]
    public void Stream_that_begins_with_a_bracket_is_json_where_it_is(string text, string expected) => Read(text).ShouldBe(expected);

    [Theory]
    [InlineData("no: 1\n010: 2\n1.0: 3\n0x1F: 4\n'on': 5\n", """{"false":1,"8":2,"1":3,"31":4,"on":5}""")]
    [InlineData("{a: {?b: c, ? d : e, f}}", """{"a":{"b":"c","d":"e","f":null}}""")]
    [InlineData("[?a, ?b: c]", """[{"a":null},{"b":"c"}]""")]
    [InlineData("{name:!!str  db}", """{"name:!!str  db":null}""")]
    [InlineData("a: x:y\nb: x?y\nc: [x, -y, -]\n", """{"a":"x:y","b":"x?y","c":["x","-y","-"]}""")]
    [InlineData("a:\n- b\n- c: d\n  e:\n  - f\n-\ng: [h: i]\n", """{"a":["b",{"c":"d","e":["f"]},null],"g":[{"h":"i"}]}""")]
    [InlineData("a: >-\n  b\n  c\n\n   d\n  e\n", """{"a":"b c\n\n d\ne"}""")]
    [InlineData("a: |+\n  b\n\nc: |2\n    d\n", """{"a":"b\n\n","c":"  d\n"}""")]
    [InlineData("a: 'it''s\n\n  so'\nb: \"x\\\n   y\\x41\"\n", """{"a":"it\u0027s\nso","b":"xyA"}""")]
    [InlineData("a:\tb\n- c\n", null)]
    [InlineData("a:\tb\nc: d\t# e\n", """{"a":"b","c":"d"}""")]
    [InlineData("a: &x-1 {b: 1}\nc: [*x-1, *x-1]\n", """{"a":{"b":1},"c":[{"b":1},{"b":1}]}""")]
    [InlineData("? a\n: b\n? c\n", """{"a":"b","c":null}""")]
    [InlineData("a: 0b-1\nb: .5_1\nc: 0o7\nd: 1_0\ne: 1e400\n", """{"a":-1,"b":0.51,"c":7,"d":10,"e":"1e400"}""")]
    public void Yaml_is_read_as_kubectl_reads_it(string text, string? expected) => Read(text).ShouldBe(expected);

    [Theory]
    [InlineData("a: 1\n...\nb: 2\n", 3, "drops the rest")]
    [InlineData("{a: 1}\nb: 2\n", 2, "drops the rest")]
    [InlineData("[a]\nb: 2\n", 2, "drops the rest")]
    [InlineData("  a: 1\nb: 2\n", 2, "drops the rest")]
    [InlineData("a: 1\n--- {b: 2}\n", 2, "write the document on the next line")]
    [InlineData("---#c\na: 1\n", 1, "a space before a comment")]
    [InlineData("----\n", 1, "write the document on the next line")]
    [InlineData("%YAML 1.1\n---\na: 1\n", 1, "directives")]
    [InlineData("%FOO\n---\na: 1\n", 1, "directives")]
    [InlineData("\ta: 1\n", 1, "a tab")]
    [InlineData("a:\n\t b: 1\n", 2, "a tab")]
    [InlineData("a: \"\\/\"\n", 1, "write \"/\"")]
    [InlineData("a: \"\\ud83d\"\n", 1, "half a character")]
    [InlineData("a: \"\\ud83d\\ude00\"\n", 1, "half a character")]
    [InlineData("{a\n b: c}\n", 2, "expected \",\"")]
    [InlineData("null: 1\n", 1, "a key must be a string")]
    [InlineData("no: 1\nfalse: 2\n", 2, "occurs twice")]
    [InlineData("false: 1\nno: 2\n", 2, "put it in quotes")]
    [InlineData("1e9: 1\n", 1, "put it in quotes")]
    [InlineData("a: .inf\n", 1, "no number that can be sent")]
    [InlineData("a: b\rc: d\n", 1, "carriage return")]
    [InlineData("a: b\u2028c\n", 1, "ends a line to some readers only")]
    [InlineData("a: b\n<<: {c: d}\n", 2, "merge keys")]
    public void Yaml_that_kubectl_refuses_or_nobody_would_guess_is_refused(string text, int line, string message) => Refused(text, line, message);

    [Theory]
    [InlineData("{\"a\": 1} b\n", 1, "may follow the closing bracket")]
    [InlineData("{\"a\": 1}\nb: 2\n", 2, "may follow the closing bracket")]
    [InlineData("{\"a\": 1}\n# b\n---\nb: 2\n", 2, "may follow the closing bracket")]
    [InlineData("{\"a\": 1}\n{\"b\": 2}\n---\nc: 3\n", 3, "after two values of JSON")]
    [InlineData("{\"a\": 1, \"\\u0061\": 2}", 1, "duplicate")]
    [InlineData("{\"a\": \"\\ud83d\"}", 1, "half a character")]
    [InlineData("\n{\"\\udc00\": 1}", 2, "half a character")]
    [InlineData("{\"a\": \"\\ud83d\\u0041\"}", 1, "half a character")]
    [InlineData("{\"a\": 1e999}", 1, "too large")]
    [InlineData("{\"a\": [", 2, "")]
    [InlineData("{\"a\": 1}\n{\"b\": x}\n", 2, "")]
    public void Json_that_is_broken_or_goes_on_as_something_else_is_refused(string text, int line, string message) => Refused(text, line, message);

    [Fact]
    public void Anchor_ends_at_a_colon()
    {
        Read("a: {&x : 1}\n").ShouldBeNull();
        Read("&x : 1\n").ShouldBeNull();
        Read("{&x a: 1, b: *x : 2}\n").ShouldBeNull();
        Read("&x a: 1\nb: [*x]\n").ShouldBe("""{"a":1,"b":["a"]}""");
    }

    [Fact]
    public void Text_of_nearly_nothing_but_aliases_is_refused()
    {
        var items = string.Join(", ", Enumerable.Repeat("*a", 40));
        Refused($"a: &a [{string.Join(", ", Enumerable.Repeat("x", 40))}]\nb: [{items}]\n", 2, "comes from aliases");
    }

    [Fact]
    public void Long_key_is_refused_as_kubectl_does()
    {
        Read($"{new string('a', 1024)}: 1\n").ShouldNotBeNull();
        Read($"{new string('a', 1025)}: 1\n").ShouldBeNull();
    }

    [Fact]
    public void Document_is_there_as_soon_as_it_ends()
    {
        var reader = new ManifestReader(YamlLimits.Operator);

        reader.Add("{\"a\": 1}").ShouldHaveSingleItem().ShouldBeOfType<ManifestJson>().Line.ShouldBe(1);
        reader.Add("---").ShouldBeEmpty();
        reader.Add("b: 1").ShouldBeEmpty();
        reader.Add("---").ShouldHaveSingleItem().ShouldBeOfType<ManifestYaml>().Root.Position.Line.ShouldBe(3);
        reader.Finish().ShouldBeEmpty();
    }

    /// <summary>The documents as JSON, a space between them; null when anything is refused.</summary>
    private static string? Read(string text)
    {
        var parts = ManifestReader.Read(text, YamlLimits.Operator).ToList();
        return parts.OfType<ManifestRefusal>().Any() ? null : string.Join(' ', parts.Select(part => part switch
        {
            ManifestYaml yaml => YamlToJson.Convert(yaml.Root)?.ToJsonString() ?? "null",
            ManifestJson json => System.Text.Json.Nodes.JsonNode.Parse(json.Text)!.ToJsonString(),
            _ => throw new InvalidOperationException(),
        }));
    }

    private static void Refused(string text, int line, string message)
    {
        var problem = ManifestReader.Read(text, YamlLimits.Operator).OfType<ManifestRefusal>().First().Problems[0];
        problem.Line.ShouldBe(line, problem.Message);
        problem.Message.ShouldContain(message, Case.Insensitive);
    }
}
