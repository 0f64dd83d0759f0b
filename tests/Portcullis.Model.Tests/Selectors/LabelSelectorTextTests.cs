using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Selectors;

namespace Portcullis.Model.Tests.Selectors;

/// <summary>The tables are those of apimachinery's own tests.</summary>
public sealed class LabelSelectorTextTests
{
    private const string BadName = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("\r", "")]
    [InlineData("x=a,y=b,z=c", "x=a,y=b,z=c")]
    [InlineData("x!=a,y=b", "x!=a,y=b")]
    [InlineData("x=", "x=")]
    [InlineData("x= ", "x=")]
    [InlineData("x=,z= ", "x=,z=")]
    [InlineData("x= ,z= ", "x=,z=")]
    [InlineData("x==a", "x==a")]
    [InlineData("!x", "!x")]
    [InlineData("x", "x")]
    [InlineData("x>1", "x>1")]
    [InlineData("x<1", "x<1")]
    [InlineData("x>1,z<5", "x>1,z<5")]
    [InlineData("z, x , !y", "x,!y,z")]
    [InlineData("x in (b,a)", "x in (a,b)")]
    [InlineData("x in(b)", "x in (b)")]
    [InlineData("x  notin\t( b , a )", "x notin (a,b)")]
    [InlineData("x in ()", "x in ()")]
    [InlineData("x in (,)", "x in ()")]
    [InlineData("x in (a,)", "x in (,a)")]
    [InlineData("x in (,a)", "x in (,a)")]
    [InlineData("x in (a,,b)", "x in (,a,b)")]
    [InlineData("x in (a,a)", "x in (a)")]
    [InlineData("in in (in,notin)", "in in (in,notin)")]
    [InlineData("notin", "notin")]
    [InlineData("in=notin", "in=notin")]
    [InlineData("example.com/a=b", "example.com/a=b")]
    [InlineData("a=b\0,c", "a=b")]
    public void Text_reads_and_prints_as_upstream(string text, string printed)
    {
        LabelSelectorText.TryParse(text, out var selector, out var error).ShouldBeTrue(error);
        selector.ToString().ShouldBe(printed);
        selector.MatchesEverything.ShouldBe(printed.Length == 0);
    }

    [Theory]
    [InlineData(",", "found ',', expected: !, identifier, or 'end of string'")]
    [InlineData("=a", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("()", "found '(', expected: !, identifier, or 'end of string'")]
    [InlineData("x,", "found '', expected: identifier after ','")]
    [InlineData("x,,y", "found ',', expected: identifier after ','")]
    [InlineData("x=a||y=b", "unable to parse requirement: values[0][x]: Invalid value: \"a||y\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    [InlineData("x==a==b", "found '==', expected: ',' or 'end of string'")]
    [InlineData("x===b", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("!x=a", "found '=', expected: ',' or 'end of string'")]
    [InlineData("!", "unable to parse requirement: found '', expected: identifier")]
    [InlineData("!!x", "unable to parse requirement: found '!', expected: identifier")]
    [InlineData("x y", "unable to parse requirement: found 'y', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("x gt 1", "unable to parse requirement: found 'gt', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("x in", "unable to parse requirement: found '' expected: '('")]
    [InlineData("x in a", "unable to parse requirement: found 'a' expected: '('")]
    [InlineData("x in (", "unable to parse requirement: found '', expected: ',', ')' or identifier")]
    [InlineData("x in (a", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("x in (a b)", "unable to parse requirement: found 'b', expected: ',' or ')'")]
    [InlineData("x in (a,", "unable to parse requirement: found '', expected: ',', or identifier")]
    [InlineData("x in (,,)", "unable to parse requirement: found ')', expected: ',', or identifier")]
    [InlineData("x in ((", "unable to parse requirement: found '(', expected: ',', ')' or identifier")]
    [InlineData("x>a", "unable to parse requirement: values[0]: Invalid value: \"a\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [InlineData("x>", "unable to parse requirement: values[0]: Invalid value: \"\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [InlineData("-x=1", "unable to parse requirement: <nil>: Invalid value: \"-x\": " + BadName)]
    [InlineData("/x", "unable to parse requirement: <nil>: Invalid value: \"/x\": prefix part must be non-empty")]
    public void Anything_else_is_refused_in_upstream_words(string text, string message)
    {
        LabelSelectorText.TryParse(text, out var selector, out var error).ShouldBeFalse();
        error.ShouldBe(message);
        selector.Matches(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a>1", "2", true)]
    [InlineData("a>1", "1", false)]
    [InlineData("a<1", "-2", true)]
    [InlineData("a<1", "two", false)]
    [InlineData("a<1", null, false)]
    [InlineData("a>1", null, false)]
    [InlineData("a>1", "99999999999999999999", false)]
    [InlineData("a!=x", null, true)]
    [InlineData("a!=x", "x", false)]
    [InlineData("a=", "", true)]
    [InlineData("a=", null, false)]
    public void Selector_meets_label(string text, string? label, bool expected)
    {
        LabelSelectorText.TryParse(text, out var selector, out var error).ShouldBeTrue(error);
        selector.Matches(label is null ? null : new Dictionary<string, string> { ["a"] = label }).ShouldBe(expected);
    }

    [Fact]
    public void Arbitrary_text_never_throws_and_prints_stably() => Prop.ForAll(Texts, text =>
        !LabelSelectorText.TryParse(text, out var selector, out var error)
            ? error is not null
            : LabelSelectorText.TryParse(selector.ToString(), out var again, out _) && again.ToString() == selector.ToString()).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts { get; } =
        Gen.Elements("a", "b", "in", "notin", "=", "==", "!=", "!", "(", ")", ",", ">", "<", " ", "1", "-", "/", "\0").ListOf().Select(string.Concat).ToArbitrary();
}
