using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Tests.Quantities;

/// <summary>
/// Quantities against the published grammar and a slow, obvious evaluation of it in whole billionths.
/// <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/>
/// </summary>
public sealed partial class QuantityGrammarTests
{
    private const int Samples = 20_000;

    // Without Ei: from 8Ei on, binary quantities are capped.
    private static readonly string[] Suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi"];

    [Fact]
    public void Whatever_the_grammar_makes_is_read_as_what_it_says()
    {
        var random = new Random(1);
        for (var i = 0; i < Samples; i++)
        {
            var text = Next(random);
            Quantity.TryParse(text, out var quantity).ShouldBeTrue(text);

            var canonical = quantity.ToString();
            var again = Quantity.Parse(canonical);
            again.ShouldBe(quantity, text);
            again.ToString().ShouldBe(canonical, text);
            quantity.CompareTo(Quantity.Parse($"{Billionths(text)}n")).ShouldBe(0, $"{text} is {Billionths(text)}n");
        }
    }

    [Fact]
    public void Order_is_that_of_the_amounts()
    {
        var random = new Random(2);
        for (var i = 0; i < Samples; i++)
        {
            var (left, right) = (Next(random), Next(random));

            Quantity.Parse(left).CompareTo(Quantity.Parse(right)).ShouldBe(BigInteger.Compare(Billionths(left), Billionths(right)), $"{left} and {right}");
        }
    }

    [Fact]
    public void What_the_grammar_cannot_make_is_refused_and_nothing_else()
    {
        const string Alphabet = "0123456789..+-eEiinumkKMGTP ";
        var random = new Random(3);
        var good = 0;
        for (var i = 0; i < Samples * 2; i++)
        {
            var text = random.Next(2) == 0
                ? string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Alphabet[random.Next(Alphabet.Length)]))
                : Damaged(Next(random), Alphabet, random);
            if (HugeExponent().IsMatch(text) || NoDigits().IsMatch(text))
            {
                // What the API server does beyond the grammar has a table of its own.
                continue;
            }

            var expected = Grammar().IsMatch(text);
            Quantity.TryParse(text, out _).ShouldBe(expected, text);
            good += expected ? 1 : 0;
        }

        good.ShouldBeInRange(Samples / 10, Samples);
    }

    [Theory]
    [InlineData("0.1", "100m")]
    [InlineData("100m", "100m")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("1k", "1k")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5")]
    [InlineData("1n", "1n")]
    [InlineData("9E", "9E")]
    public void Canonical_form_is_the_published_one(string text, string canonical) => Quantity.Parse(text).ToString().ShouldBe(canonical);

    private static string Next(Random random)
    {
        var sign = random.Next(4) switch { 0 => "-", 1 => "+", _ => "" };
        var whole = Digits(random, 4);
        var number = random.Next(4) switch { 0 => whole, 1 => $"{whole}.{Digits(random, 6)}", 2 => $"{whole}.", _ => $".{Digits(random, 6)}" };
        return sign + number + (random.Next(4) == 0 ? $"{(random.Next(2) == 0 ? "e" : "E")}{random.Next(-12, 15)}" : Suffixes[random.Next(Suffixes.Length)]);
    }

    private static string Digits(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => random.Next(10)));

    private static string Damaged(string text, string alphabet, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, alphabet[random.Next(alphabet.Length)].ToString());
    }

    /// <summary>The amount in billionths, rounded away from zero: nothing smaller can be told.</summary>
    private static BigInteger Billionths(string text)
    {
        var match = Grammar().Match(text);
        var number = match.Groups["number"].Value;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : number.Length - point - 1;
        var amount = BigInteger.Parse("0" + number.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(2, 10 * PowerOf(match, "KMGTPE", "binary"));
        var exponent = 9 - decimals + (match.Groups["exponent"].Success ? int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture) : 3 * (PowerOf(match, "numokMGTPE", "decimal") - (match.Groups["decimal"].Success ? 4 : 0)));
        var scaled = exponent >= 0 ? amount * BigInteger.Pow(10, exponent) : CeilingOf(amount, BigInteger.Pow(10, -exponent));
        return text[0] == '-' ? -scaled : scaled;
    }

    private static BigInteger CeilingOf(BigInteger amount, BigInteger divisor) => (amount + divisor - 1) / divisor;

    // Counted from 1; 0 where there is no such suffix.
    private static int PowerOf(Match match, string order, string group) =>
        match.Groups[group].Success ? order.IndexOf(match.Groups[group].Value[0], StringComparison.Ordinal) + 1 : 0;

    [GeneratedRegex(@"\A[+-]?(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)((?<binary>[KMGTPE])i|(?<decimal>[numkMGTPE])|[eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"\A[+-]?\.?([A-Za-z]|\z)")]
    private static partial Regex NoDigits();

    [GeneratedRegex("[eE][+-]?[0-9]{3,}")]
    private static partial Regex HugeExponent();
}
