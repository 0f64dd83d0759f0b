using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Time;

namespace Portcullis.Model.Tests.Time;

/// <summary>The tables are those of Go's own time package.</summary>
public sealed class GoDurationTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5s", 5 * Second)]
    [InlineData("30s", 30 * Second)]
    [InlineData("1478s", 1478 * Second)]
    [InlineData("-5s", -5 * Second)]
    [InlineData("+5s", 5 * Second)]
    [InlineData("-0", 0)]
    [InlineData("+0", 0)]
    [InlineData("5.0s", 5 * Second)]
    [InlineData("5.6s", 56 * Second / 10)]
    [InlineData("5.s", 5 * Second)]
    [InlineData(".5s", Second / 2)]
    [InlineData("1.004s", 1004 * Second / 1000)]
    [InlineData("1.0040s", 1004 * Second / 1000)]
    [InlineData("100.00100s", 100001 * Second / 1000)]
    [InlineData("11us", 110)]
    [InlineData("12\u00b5s", 120)]
    [InlineData("12\u03bcs", 120)]
    [InlineData("13ms", 130_000)]
    [InlineData("14s", 14 * Second)]
    [InlineData("15m", 15 * 60 * Second)]
    [InlineData("16h", 16 * 3600 * Second)]
    [InlineData("3h30m", 12600 * Second)]
    [InlineData("10.5s4m", 2505 * Second / 10)]
    [InlineData("-2m3.4s", -1234 * Second / 10)]
    [InlineData("1h2m3s4ms5us600ns", 37230040056)]
    [InlineData("39h9m14.425s", 140954425 * Second / 1000)]
    [InlineData("0.3333333333333333333h", 1200 * Second)]
    [InlineData("0.100000000000000000000h", 360 * Second)]
    [InlineData("0.9223372036854775807h", 33204139332)]
    [InlineData("9223372036854775807ns", 92233720368547758)]
    [InlineData("9223372036854775.807us", 92233720368547758)]
    [InlineData("-9223372036854775808ns", -92233720368547758)]
    [InlineData("-9223372036854775.808us", -92233720368547758)]
    [InlineData("99ns", 0)]
    [InlineData("-199ns", -1)]
    [InlineData("60ns40ns", 1)]
    public void Text_reads_as_in_go(string text, long ticks)
    {
        GoDuration.TryParse(text, out var duration, out var error).ShouldBeTrue(error);
        duration.Ticks.ShouldBe(ticks);
    }

    [Theory]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData(null, "time: invalid duration \"\"")]
    [InlineData("3", "time: missing unit in duration \"3\"")]
    [InlineData("-", "time: invalid duration \"-\"")]
    [InlineData("s", "time: invalid duration \"s\"")]
    [InlineData(".", "time: invalid duration \".\"")]
    [InlineData("-.", "time: invalid duration \"-.\"")]
    [InlineData(".s", "time: invalid duration \".s\"")]
    [InlineData("+.s", "time: invalid duration \"+.s\"")]
    [InlineData("1d", "time: unknown unit \"d\" in duration \"1d\"")]
    [InlineData("1 h", "time: unknown unit \" h\" in duration \"1 h\"")]
    [InlineData(" 1h", "time: invalid duration \" 1h\"")]
    [InlineData("1h ", "time: unknown unit \"h \" in duration \"1h \"")]
    [InlineData("--1h", "time: invalid duration \"--1h\"")]
    [InlineData("00", "time: missing unit in duration \"00\"")]
    [InlineData("\u0661s", "time: invalid duration \"\\xd9\\xa1s\"")]
    [InlineData("1\"\\", "time: unknown unit \"\\\"\\\\\" in duration \"1\\\"\\\\\"")]
    [InlineData("9223372036854775810ns", "time: invalid duration \"9223372036854775810ns\"")]
    [InlineData("9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\"")]
    [InlineData("-9223372036854775809ns", "time: invalid duration \"-9223372036854775809ns\"")]
    [InlineData("9223372036854776us", "time: invalid duration \"9223372036854776us\"")]
    [InlineData("3000000h", "time: invalid duration \"3000000h\"")]
    [InlineData("9223372036854775.808us", "time: invalid duration \"9223372036854775.808us\"")]
    [InlineData("2562047h2562047h", "time: invalid duration \"2562047h2562047h\"")]
    [InlineData("99999999999999999999999999h", "time: invalid duration \"99999999999999999999999999h\"")]
    public void Anything_else_is_refused_in_the_words_of_go(string? text, string message)
    {
        GoDuration.TryParse(text, out var duration, out var error).ShouldBeFalse();
        error.ShouldBe(message);
        duration.ShouldBe(default);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "100ns")]
    [InlineData(11, "1.1\u00b5s")]
    [InlineData(22_000, "2.2ms")]
    [InlineData(33_000_000, "3.3s")]
    [InlineData(300 * Second, "5m0s")]
    [InlineData(3050010000, "5m5.001s")]
    [InlineData(180050010000, "5h0m5.001s")]
    [InlineData(9000 * Second, "2h30m0s")]
    [InlineData(4800000010, "8m0.000001s")]
    [InlineData(-33_000_000, "-3.3s")]
    [InlineData(100 * 3600 * Second, "100h0m0s")]
    [InlineData(long.MaxValue, "256204778h48m5.4775807s")]
    [InlineData(long.MinValue, "-256204778h48m5.4775808s")]
    public void Duration_prints_as_in_go(long ticks, string text) => GoDuration.Format(TimeSpan.FromTicks(ticks)).ShouldBe(text);

    [Fact]
    public void Parse_after_print_is_identity() => Prop.ForAll<long>(seed =>
    {
        var duration = TimeSpan.FromTicks(seed % (long.MaxValue / 100));
        return GoDuration.TryParse(GoDuration.Format(duration), out var again) && again == duration;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arbitrary_text_never_throws() => Prop.ForAll<string>(text =>
        GoDuration.TryParse(text, out _, out var error) == (error is null)).QuickCheckThrowOnFailure();
}
