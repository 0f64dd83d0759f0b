using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Tests.Reading;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("text", YamlScalarKind.String)]
    [InlineData("~", YamlScalarKind.Null)]
    [InlineData("", YamlScalarKind.Null)]
    [InlineData("null", YamlScalarKind.Null)]
    [InlineData("NULL", YamlScalarKind.Null)]
    [InlineData("nUll", YamlScalarKind.String)]
    [InlineData("yes", YamlScalarKind.Bool)]
    [InlineData("n", YamlScalarKind.Bool)]
    [InlineData("OFF", YamlScalarKind.Bool)]
    [InlineData("oFf", YamlScalarKind.String)]
    [InlineData("True", YamlScalarKind.Bool)]
    [InlineData("tRue", YamlScalarKind.String)]
    [InlineData("yesterday", YamlScalarKind.String)]
    [InlineData("12", YamlScalarKind.Int)]
    [InlineData("-12", YamlScalarKind.Int)]
    [InlineData("+12", YamlScalarKind.Int)]
    [InlineData("0x1F", YamlScalarKind.Int)]
    [InlineData("0x", YamlScalarKind.String)]
    [InlineData("0o17", YamlScalarKind.Int)]
    [InlineData("0b101", YamlScalarKind.Int)]
    [InlineData("0b102", YamlScalarKind.String)]
    [InlineData("010", YamlScalarKind.Int)]
    [InlineData("08", YamlScalarKind.Float)]
    [InlineData("1_000", YamlScalarKind.Int)]
    [InlineData("_1", YamlScalarKind.String)]
    [InlineData("18446744073709551615", YamlScalarKind.Int)]
    [InlineData("18446744073709551616", YamlScalarKind.Float)]
    [InlineData("-9223372036854775809", YamlScalarKind.Float)]
    [InlineData("1e3", YamlScalarKind.Float)]
    [InlineData("1.5", YamlScalarKind.Float)]
    [InlineData(".5", YamlScalarKind.Float)]
    [InlineData("5.", YamlScalarKind.Float)]
    [InlineData("-1.5E-3", YamlScalarKind.Float)]
    [InlineData("1e400", YamlScalarKind.String)]
    [InlineData("1e", YamlScalarKind.String)]
    [InlineData(".", YamlScalarKind.String)]
    [InlineData("+", YamlScalarKind.String)]
    [InlineData(".5_1", YamlScalarKind.Float)]
    [InlineData("._5", YamlScalarKind.String)]
    [InlineData(".5_", YamlScalarKind.String)]
    [InlineData("0b-11", YamlScalarKind.Int)]
    [InlineData("!!float 0x1F", YamlScalarKind.Float)]
    [InlineData("1.2.3", YamlScalarKind.String)]
    [InlineData("100m", YamlScalarKind.String)]
    [InlineData("2001-01-01", YamlScalarKind.String)]
    [InlineData("12:30", YamlScalarKind.String)]
    [InlineData("'12'", YamlScalarKind.String)]
    [InlineData("\"true\"", YamlScalarKind.String)]
    [InlineData("|\n  12", YamlScalarKind.String)]
    public void Scalar_resolves_as_kubectl_sees_it(string text, YamlScalarKind kind) => Trees.Scalar(text).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("-0x10", -16L)]
    [InlineData("010", 8L)]
    [InlineData("0o10", 8L)]
    [InlineData("08", 8L)]
    [InlineData("1_000", 1000L)]
    [InlineData("1e3", 1000L)]
    [InlineData("80.0", 80L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1.5", null)]
    [InlineData("1e300", null)]
    [InlineData("0b-11", -3L)]
    [InlineData("!!float 0x1F", 31L)]
    [InlineData("'12'", null)]
    [InlineData("true", null)]
    public void Whole_number_is_read_when_it_is_one(string text, long? expected)
    {
        Trees.Scalar(text).TryGetInt64(out var value).ShouldBe(expected.HasValue);
        value.ShouldBe(expected ?? 0);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("ON", true)]
    [InlineData("y", true)]
    [InlineData("TRUE", true)]
    [InlineData("off", false)]
    [InlineData("No", false)]
    [InlineData("n", false)]
    [InlineData("false", false)]
    [InlineData("'true'", null)]
    [InlineData("1", null)]
    public void Boolean_is_read_when_it_is_one(string text, bool? expected)
    {
        Trees.Scalar(text).TryGetBoolean(out var value).ShouldBe(expected.HasValue);
        value.ShouldBe(expected ?? false);
    }

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("0x10", "0x10")]
    [InlineData("~", "~")]
    [InlineData("'it''s'", "it's")]
    [InlineData("\"a\\tb\"", "a\tb")]
    public void Source_text_is_kept(string text, string expected) => Trees.Scalar(text).Text.ShouldBe(expected);

    [Theory]
    [InlineData("0x10", "16")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.50", "1.5")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("yes", "true")]
    [InlineData("~", "null")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    public void Json_is_what_kubectl_would_send(string text, string json) => Trees.Json($"key: {text}").ShouldBe($$"""{"key":{{json}}}""");

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData(".NaN")]
    public void Number_that_json_lacks_is_refused(string text) =>
        Trees.Refused($"key: {text}")[0].Message.ShouldBe($"\"{text}\" is no number that can be sent: put it in quotes if it is a text");
}
