using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Tests.Reading;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("---\na: 1\n")]
    [InlineData("a: 1\n---\n")]
    [InlineData("a: 1\n...\n")]
    [InlineData("---\na: 1\n...\n---\n")]
    [InlineData("a: 1\n---\nnull\n")]
    [InlineData("# first\na: 1 # last\n")]
    [InlineData("\uFEFFa: 1\n")]
    [InlineData("{\"a\": 1}")]
    public void Text_of_one_document_is_parsed(string text) => Trees.Json(text).ShouldBe("""{"a":1}""");

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("---\n---\n")]
    public void Text_without_a_document_is_refused(string text) => Trees.Refused(text)[0].Message.ShouldBe("the text is empty");

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", 3)]
    [InlineData("a: 1\n---\n'\n", 3)]
    [InlineData("a: 1\n---\n{\n", 4)]
    [InlineData("a: 1\n...\nb: 2\n", 3)]
    [InlineData("a: 1\n---\n---\nb: 2\n", 4)]
    [InlineData("---\n---\na: 1\n", 3)]
    [InlineData("---\n# none\n---\na: 1\n", 4)]
    public void Second_document_is_refused(string text, int line) => Trees.Refused(text)[0].Line.ShouldBe(line, Trees.Refused(text)[0].Message);

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, 1)]
    [InlineData("x:\n  - {a: 1, b: 2, \"a\": 3}\n", 2, 18)]
    [InlineData("x:\n  y:\n    z: 1\n    z: 1\n", 4, 5)]
    public void Key_that_occurs_twice_is_refused(string text, int line, int column) =>
        Trees.Refused(text).ShouldBe([new YamlProblem(line, column, $"key \"{(text[0] == 'x' && text.Contains('z', StringComparison.Ordinal) ? 'z' : 'a')}\" occurs twice in the same mapping")]);

    [Theory]
    [InlineData("? [a]\n: 1\n")]
    [InlineData("? {a: 1}\n: 1\n")]
    [InlineData("{[a]: 1}")]
    [InlineData("~: 1")]
    [InlineData("null: 1")]
    public void Key_that_is_no_string_is_refused(string text) => Trees.Refused(text)[0].Message.ShouldBe("a key must be a string");

    [Theory]
    [InlineData("1: a", """{"1":"a"}""")]
    [InlineData("true: a", """{"true":"a"}""")]
    [InlineData("0x10: a", """{"16":"a"}""")]
    [InlineData("010: a", """{"8":"a"}""")]
    [InlineData("no: a", """{"false":"a"}""")]
    [InlineData("On: a", """{"true":"a"}""")]
    [InlineData("1.0: a", """{"1":"a"}""")]
    [InlineData("'010': a", """{"010":"a"}""")]
    [InlineData("2001-01-01: a", """{"2001-01-01":"a"}""")]
    public void Plain_key_is_resolved_before_it_becomes_text(string text, string json) => Trees.Json(text).ShouldBe(json);

    [Fact]
    public void All_problems_are_told_together() =>
        Trees.Refused("a: 1\na: 2\nb: !mine x\nc: {~: 1}\n").Select(problem => problem.Line).ShouldBe([2, 3, 4]);

    [Theory]
    [InlineData("a: &x [1, 2]\nb: *x\n", """{"a":[1,2],"b":[1,2]}""")]
    [InlineData("a: &x 1\nb: &x 2\nc: *x\n", """{"a":1,"b":2,"c":2}""")]
    [InlineData("&k a: 1\nb: *k\n", """{"a":1,"b":"a"}""")]
    public void Alias_is_written_out(string text, string json) => Trees.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a: *nope", "has no anchor before it")]
    [InlineData("a: &x [*x]", "stands inside its own anchor")]
    [InlineData("a: &x {b: *x}", "stands inside its own anchor")]
    public void Alias_without_an_end_is_refused(string text, string message) => Trees.Refused(text)[0].Message.ShouldContain(message);

    [Fact]
    public void Anchor_of_an_earlier_document_is_unknown() =>
        YamlStreams.ReadAll("a: &x 1\n---\nb: *x\n").ShouldBeOfType<YamlStreamMalformed>().Problems[0].Line.ShouldBe(3);

    [Fact]
    public void Bomb_of_aliases_is_refused()
    {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
        for (var name = 'b'; name < 'j'; name++)
        {
            text += $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat("*" + (char)(name - 1), 10))}]\n";
        }

        Trees.Refused(text)[0].Message.ShouldBe("nearly all of the text comes from aliases, which kubectl refuses: write it out");
    }

    [Fact]
    public void Bomb_of_aliased_text_is_refused() =>
        Trees.Refused($"a: &a {new string('x', 30_000)}\nb: [*a, *a, *a]\n")[0].Message.ShouldBe("more than 65536 bytes, aliases written out");

    [Fact]
    public void Aliases_that_nest_too_deep_are_refused()
    {
        var text = "a0: &a0 [x]\n";
        for (var i = 1; i < 40; i++)
        {
            text += $"a{i}: &a{i} [*a{i - 1}]\n";
        }

        Trees.Refused(text)[0].Message.ShouldBe("nested more than 32 levels deep");
    }

    [Theory]
    [InlineData("<<: {a: 1}")]
    [InlineData("a: &a {b: 1}\nc: {<<: *a}")]
    public void Merge_key_is_refused(string text) => Trees.Refused(text)[0].Message.ShouldContain("merge keys");

    [Fact]
    public void Quoted_merge_key_is_an_ordinary_key() => ((YamlMapping)Trees.Parsed("'<<': 1")).Find("<<").ShouldNotBeNull();

    [Theory]
    [InlineData("a: !!binary aGk=")]
    [InlineData("a: !mine x")]
    [InlineData("a: !<tag:example.org,2026:x> x")]
    [InlineData("a: !!int x")]
    [InlineData("a: !!bool 1")]
    [InlineData("a: !!timestamp 2001-01-01")]
    [InlineData("a: !!set {b}")]
    [InlineData("a: !!map [b]")]
    [InlineData("a: !mine [b]")]
    public void Foreign_tag_is_refused(string text) => Trees.Refused(text)[0].Message.ShouldEndWith("is not allowed here");

    [Theory]
    [InlineData("a: !!str 1", """{"a":"1"}""")]
    [InlineData("a: ! 1", """{"a":"1"}""")]
    [InlineData("a: !!int '1'", """{"a":1}""")]
    [InlineData("a: !!float 1", """{"a":1}""")]
    [InlineData("a: !!null ''", """{"a":null}""")]
    [InlineData("a: !!bool 'yes'", """{"a":true}""")]
    [InlineData("!!map {a: !!seq [1]}", """{"a":[1]}""")]
    public void Core_tag_is_resolved(string text, string json) => Trees.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a: \"\0\"", 1, 5)]
    [InlineData("a: 1\nb: x\u0007\n", 2, 5)]
    [InlineData("a: \ufeff\n", 1, 4)]
    [InlineData("a: \uffff\n", 1, 4)]
    public void Character_that_yaml_forbids_is_refused(string text, int line, int column)
    {
        var problem = Trees.Refused(text)[0];
        (problem.Line, problem.Column).ShouldBe((line, column));
        problem.Message.ShouldEndWith("is not allowed");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Not theory data: attributes hold UTF-8, which has no halves.
        foreach (var text in new[] { "\ud800", "\udc00", "\udc00\ud800", "\ud83d\ude00\ud83d" })
        {
            Trees.Refused("a: " + text + "\n")[0].Message.ShouldEndWith("is not allowed");
        }
    }

    [Theory]
    [InlineData("a: \"\\ud800\"")]
    [InlineData("a: \"\\udc00x\"")]
    [InlineData("a: \"\\U00110000\"")]
    [InlineData("a: \"\\q\"")]
    [InlineData("a: \"\\x0\"")]
    public void Broken_escape_is_refused(string text) => Trees.Refused(text).ShouldNotBeEmpty();

    [Theory]
    [InlineData("kind: Pod\n\tspec: {}\n", 2)]
    [InlineData("a: [1\n", 2)]
    [InlineData("a: 'x\n", 2)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("a:\n - 1\nb\n", 3)]
    public void Broken_syntax_is_refused_with_its_line(string text, int line) => Trees.Refused(text)[0].Line.ShouldBeLessThanOrEqualTo(line);

    [Fact]
    public void Text_over_the_size_limit_is_refused()
    {
        var limits = new YamlLimits { MaxBytes = 10, MaxNodes = 10, MaxDepth = 10 };
        YamlText.Parse("a: 4567890", limits).ShouldBeOfType<YamlParsed>();
        Trees.Refused("a: 45678901", limits)[0].Message.ShouldBe("the text is longer than 10 bytes");
        Trees.Refused("a: éééé", limits)[0].Message.ShouldBe("the text is longer than 10 bytes");
    }

    [Fact]
    public void Text_over_the_node_limit_is_refused()
    {
        var limits = new YamlLimits { MaxBytes = 100, MaxNodes = 5, MaxDepth = 10 };
        YamlText.Parse("[1, 2, 3, 4]", limits).ShouldBeOfType<YamlParsed>();
        Trees.Refused("[1, 2, 3, 4, 5]", limits)[0].Message.ShouldBe("more than 5 nodes, aliases written out");
        Trees.Refused("{a: 1, b: 2, c: 3}", limits)[0].Message.ShouldBe("more than 5 nodes, aliases written out");
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Text_over_the_depth_limit_is_refused(char open, char close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open == '{' ? "{a: " : "[", depth)) + "x" + new string(close, depth);
        Trees.Parsed(Nested(31));
        Trees.Refused(Nested(32))[0].Message.ShouldBe("nested more than 32 levels deep");
        Trees.Refused(Nested(10_000))[0].Message.ShouldBe("nested more than 32 levels deep");
    }

    [Fact]
    public void Positions_count_from_one()
    {
        var root = Trees.Parsed("a: 1\nlist:\n  - x\n  - k: z\n").ShouldBeOfType<YamlMapping>();
        root.Position.ShouldBe(new YamlPosition(1, 1));
        root.Entries[1].KeyPosition.ShouldBe(new YamlPosition(2, 1));
        var list = root.Find("list").ShouldBeOfType<YamlSequence>();
        list.Items[0].Position.ShouldBe(new YamlPosition(3, 5));
        list.Items[1].ShouldBeOfType<YamlMapping>().Find("k")!.Position.ShouldBe(new YamlPosition(4, 8));
    }

    [Fact]
    public void Message_quotes_input_short_and_on_one_line()
    {
        var key = "\"" + string.Concat(Enumerable.Repeat("\\n\\0long", 30)) + "\"";
        var message = Trees.Refused($"{{{key}: 1, {key}: 2}}")[0].Message;
        message.Length.ShouldBeLessThan(120);
        message.ShouldAllBe(character => !char.IsControl(character));
    }

    [Fact]
    public void Depth_limit_that_could_overflow_the_stack_is_no_limit() =>
        Should.Throw<ArgumentOutOfRangeException>(() => YamlLimits.Manifest with { MaxDepth = 501 });
}
