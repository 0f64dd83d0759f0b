using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Selectors;

namespace Portcullis.Model.Tests.Selectors;

public sealed class FieldSelectorTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(",", "")]
    [InlineData("metadata.name=x,status.phase!=Running", "metadata.name=x,status.phase!=Running")]
    [InlineData("b=1,a==2", "a=2,b=1")]
    [InlineData("a=", "a=")]
    [InlineData("a!=", "a!=")]
    [InlineData("=b", "=b")]
    [InlineData(@"a=b\,c,d=e\=f", @"a=b\,c,d=e\=f")]
    [InlineData(@"a=\\", @"a=\\")]
    [InlineData(" a = b ", " a = b ")]
    public void Text_reads_and_prints_as_upstream(string? text, string printed)
    {
        FieldSelectorText.TryParse(text, out var requirements, out var error).ShouldBeTrue(error);
        FieldSelectorText.Format(requirements).ShouldBe(printed);
    }

    [Theory]
    [InlineData("a", "invalid selector: 'a'; can't understand 'a'")]
    [InlineData("x=1,a", "invalid selector: 'x=1,a'; can't understand 'a'")]
    [InlineData("a===b", "invalid field selector: unescaped character in value: 61")]
    [InlineData(@"a=\x", @"invalid field selector: invalid escape sequence: \x")]
    [InlineData(@"a=b\", @"invalid field selector: invalid escape sequence: \")]
    public void Anything_else_is_refused_in_upstream_words(string text, string message)
    {
        FieldSelectorText.TryParse(text, out var requirements, out var error).ShouldBeFalse();
        error.ShouldBe(message);
        requirements.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_after_print_is_identity() => Prop.ForAll<NonNull<string>, bool>((value, negated) =>
    {
        var requirement = new FieldRequirement("metadata.name", negated, value.Get);
        return FieldSelectorText.TryParse(FieldSelectorText.Format([requirement]), out var again, out _) && again.Single() == requirement;
    }).QuickCheckThrowOnFailure();
}
