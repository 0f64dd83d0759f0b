using Portcullis.Model.Errors;

namespace Portcullis.Model.Tests.Errors;

public sealed class GoTextTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain text", "\"plain text\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\a\b\f\n\r\t\v", "\"\\a\\b\\f\\n\\r\\t\\v\"")]
    [InlineData("\u0001\u007f", "\"\\x01\\x7f\"")]
    [InlineData("ä€😀", "\"ä€😀\"")]
    [InlineData("\u00a0\u200b\u2028", "\"\\u00a0\\u200b\\u2028\"")]
    [InlineData("\U000e0001", "\"\\U000e0001\"")]
    public void Text_is_quoted_as_go_quotes_it(string text, string expected) => GoText.Quote(text).ShouldBe(expected);
}
