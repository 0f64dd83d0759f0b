using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Tests.Quantities;

/// <summary>The tables are those of apimachinery's own tests and of answers of kubectl to the same texts.</summary>
public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0n", "0")]
    [InlineData("0Ki", "0", QuantityFormat.BinarySI)]
    [InlineData("-0", "0")]
    [InlineData("00", "0")]
    [InlineData("1", "1")]
    [InlineData("+1", "1")]
    [InlineData("010", "10")]
    [InlineData("1Ki", "1Ki", QuantityFormat.BinarySI)]
    [InlineData("8Ki", "8Ki", QuantityFormat.BinarySI)]
    [InlineData("7Mi", "7Mi", QuantityFormat.BinarySI)]
    [InlineData("6Gi", "6Gi", QuantityFormat.BinarySI)]
    [InlineData("5Ti", "5Ti", QuantityFormat.BinarySI)]
    [InlineData("4Pi", "4Pi", QuantityFormat.BinarySI)]
    [InlineData("3Ei", "3Ei", QuantityFormat.BinarySI)]
    [InlineData("100Ti", "100Ti", QuantityFormat.BinarySI)]
    [InlineData("1024Mi", "1Gi", QuantityFormat.BinarySI)]
    [InlineData("1023Ki", "1023Ki", QuantityFormat.BinarySI)]
    [InlineData("5n", "5n")]
    [InlineData("4u", "4u")]
    [InlineData("3m", "3m")]
    [InlineData("8k", "8k")]
    [InlineData("50k", "50k")]
    [InlineData("7M", "7M")]
    [InlineData("6G", "6G")]
    [InlineData("1000M", "1G")]
    [InlineData("40T", "40T")]
    [InlineData("2P", "2P")]
    [InlineData("1E", "1E")]
    [InlineData("12E", "12E")]
    [InlineData("1E-3", "1e-3", QuantityFormat.DecimalExponent)]
    [InlineData("1e3", "1e3", QuantityFormat.DecimalExponent)]
    [InlineData("1E18", "1e18", QuantityFormat.DecimalExponent)]
    [InlineData("1e14", "100e12", QuantityFormat.DecimalExponent)]
    [InlineData("1e400", "10e399", QuantityFormat.DecimalExponent)]
    [InlineData("1.5e99", "1500e96", QuantityFormat.DecimalExponent)]
    [InlineData("1.3E+6", "1300e3", QuantityFormat.DecimalExponent)]
    [InlineData(".001e12", "1e9", QuantityFormat.DecimalExponent)]
    [InlineData("1000e-12", "1e-9", QuantityFormat.DecimalExponent)]
    [InlineData("5e0", "5", QuantityFormat.DecimalExponent)]
    [InlineData("100.035k", "100035")]
    [InlineData("0.001", "1m")]
    [InlineData("0.0005k", "500m")]
    [InlineData("0.50000", "500m")]
    [InlineData("9.01", "9010m")]
    [InlineData("1.500", "1500m")]
    [InlineData("1.08", "1080m")]
    [InlineData("7.123456M", "7123456")]
    [InlineData("300.2T", "300200G")]
    [InlineData("1.01E", "1010P")]
    [InlineData("100.035Ki", "102435840m", QuantityFormat.BinarySI)]
    [InlineData("1.1Ki", "1126400m", QuantityFormat.BinarySI)]
    [InlineData("0.5Mi", "512Ki", QuantityFormat.BinarySI)]
    [InlineData("0.5Ki", "512", QuantityFormat.BinarySI)]
    [InlineData("0.025Ti", "27487790694400m", QuantityFormat.BinarySI)]
    [InlineData("1.5Gi", "1536Mi", QuantityFormat.BinarySI)]
    [InlineData("7.5Ei", "7680Pi", QuantityFormat.BinarySI)]
    [InlineData(".001", "1m")]
    [InlineData(".0001k", "100m")]
    [InlineData("1.", "1")]
    [InlineData("1.G", "1G")]
    [InlineData("1000E", "1e21")]
    public void Text_reads_as_the_amount_and_format_upstream_reads(string text, string canonical, QuantityFormat format = QuantityFormat.DecimalSI)
    {
        var quantity = Quantity.Parse(text);

        quantity.ToString().ShouldBe(canonical);
        quantity.Format.ShouldBe(format);
        if (text[0] is not ('-' or '+') && canonical != "0")
        {
            Quantity.Parse("-" + text).ToString().ShouldBe("-" + canonical);
            Quantity.Parse("+" + text).ToString().ShouldBe(canonical);
        }
    }

    [Theory]
    [InlineData("3.001n", "4n")]
    [InlineData("1.1E-9", "2e-9")]
    [InlineData("0.0000000001", "1n")]
    [InlineData("0.0000000005", "1n")]
    [InlineData("0.00000000050", "1n")]
    [InlineData("0.5e-9", "1e-9")]
    [InlineData("0.9n", "1n")]
    [InlineData("-0.9n", "-1n")]
    [InlineData("0.00000012345", "124n")]
    [InlineData("0.00000012354", "124n")]
    [InlineData("1e-2000000000", "1e-9")]
    [InlineData(".000000001Ki", "1024n")]
    [InlineData(".000000000001Ki", "2n")]
    [InlineData("0.00000000000000000000000000000000000000000000000000001Ei", "1n")]
    public void Finer_than_a_nano_rounds_away_from_zero(string text, string canonical) =>
        Quantity.Parse(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("8Ei")]
    [InlineData("9Ei")]
    [InlineData("9223372036854775807Ki")]
    [InlineData("100000000000000000000000000000000000000000000000000000Ki")]
    public void Binary_quantity_stops_at_the_largest_long(string text)
    {
        Quantity.Parse(text).ToString().ShouldBe("9223372036854775807");
        Quantity.Parse("-" + text).ToString().ShouldBe("-9223372036854775807");
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551616")]
    public void Decimal_quantity_has_no_cap(string text) => Quantity.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("0.000000000001Ki")]
    [InlineData("0.0009Ki")]
    public void Binary_quantity_below_one_becomes_decimal(string text) =>
        Quantity.Parse(text).Format.ShouldBe(QuantityFormat.DecimalSI);

    [Theory]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("-.")]
    [InlineData("m")]
    [InlineData("n")]
    [InlineData("Ki")]
    [InlineData("Ti")]
    [InlineData("e5")]
    [InlineData("0.e-10")]
    public void Text_without_a_number_is_zero_where_upstream_says_so(string text) => Quantity.Parse(text).Sign.ShouldBe(0);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData("0.1mi")]
    [InlineData("0.1am")]
    [InlineData("aoeu")]
    [InlineData("Non-Numeric")]
    [InlineData(".5i")]
    [InlineData("1i")]
    [InlineData("-3.01i")]
    [InlineData("-3.01e-")]
    [InlineData("--1")]
    [InlineData("1e")]
    [InlineData("1ee3")]
    [InlineData("1e3Ki")]
    [InlineData("1K")]
    [InlineData("1g")]
    [InlineData("1ki")]
    [InlineData("Ei")]
    [InlineData("Pi")]
    [InlineData(".Ei")]
    [InlineData("e-10")]
    [InlineData("\u0661")]
    [InlineData("1\u00b5")]
    [InlineData("1e99999999999999999999")]
    public void Anything_else_is_refused(string? text)
    {
        Quantity.TryParse(text, out var quantity).ShouldBeFalse();
        quantity.ShouldBe(default);
    }

    [Theory]
    [InlineData("1e999999999")]
    [InlineData("1e1016")]
    [InlineData("1e4294967296")]
    public void Amount_of_too_many_digits_is_refused(string text) => Quantity.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Text_of_too_many_characters_is_refused()
    {
        Quantity.TryParse(new string('9', Quantity.MaxTextLength), out _).ShouldBeTrue();
        Quantity.TryParse(new string('9', Quantity.MaxTextLength + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void Parse_of_no_quantity_throws_with_the_text() =>
        Should.Throw<FormatException>(() => Quantity.Parse("lots")).Message.ShouldContain("lots");

    // The text may change once more: -589901812.5Ki is printed without a suffix, which is read as decimal, with a k.
    [Fact]
    public void Parse_after_print_is_identity() => Prop.ForAll(Texts, text =>
    {
        var quantity = Quantity.Parse(text);
        var again = Quantity.Parse(quantity.ToString());
        return again == quantity && Quantity.Parse(again.ToString()).ToString() == again.ToString();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_agrees_with_subtraction() => Prop.ForAll(Texts, Texts, (left, right) =>
    {
        var (a, b) = (Quantity.Parse(left), Quantity.Parse(right));
        return a.CompareTo(b) == (a - b).Sign && a - b + b == a && a + b == b + a && -(a - b) == b - a;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_amounts_have_equal_hash_codes() => Prop.ForAll(Texts, text =>
    {
        var quantity = Quantity.Parse(text);
        var decimalForm = Quantity.Parse("0") + quantity;
        return decimalForm.GetHashCode() == Quantity.Parse(quantity.ToString()).GetHashCode();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arbitrary_text_never_throws() => Prop.ForAll<string>(text =>
    {
        return !Quantity.TryParse(text, out var quantity) || quantity.ToString().Length > 0;
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts { get; } = (
        from sign in Gen.Elements("", "-", "+")
        from whole in Gen.Choose(0, int.MaxValue)
        from more in Gen.Elements("", "", "", "000", "123456789012345678901234567890")
        from fraction in Gen.Elements("", ".", ".5", ".25", ".001", ".0000000001", ".999999999999999999999")
        from suffix in Gen.Elements("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "e-3", "E5", "e-30", "e60")
        select $"{sign}{whole}{more}{fraction}{suffix}").ToArbitrary();
}
