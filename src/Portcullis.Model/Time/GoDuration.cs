namespace Portcullis.Model.Time;

/// <summary>Durations in the text form of Go: <c>2h30m</c>, <c>1.5h</c>, <c>300ms</c>. <see href="https://pkg.go.dev/time#ParseDuration"/></summary>
/// <remarks>
/// Text is read with Go's precision of one nanosecond and its range of about 292 years. A <see cref="TimeSpan"/>
/// counts ticks of 100 ns: what is left below a tick is cut off, towards zero, once, after everything is summed.
/// </remarks>
public static partial class GoDuration
{
    private const long NanosPerTick = 100;

    /// <summary>Go's largest magnitude in nanoseconds, which only a negative duration reaches.</summary>
    private const ulong Limit = 1UL << 63;

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Such as <c>1h15m30.918s</c>, <c>-5m</c> or <c>0</c>; units ns, us, µs, ms, s, m, h.</param>
    /// <param name="duration">The duration; zero when this is false.</param>
    public static bool TryParse(string? text, out TimeSpan duration) => TryParse(text, out duration, out _);

    /// <summary>Reads a duration, or says in Go's words what is wrong with it.</summary>
    /// <param name="text">As for <see cref="TryParse(string?, out TimeSpan)"/>.</param>
    /// <param name="duration">The duration; zero when this is false.</param>
    /// <param name="error">What is wrong; null when this is true.</param>
    public static bool TryParse(string? text, out TimeSpan duration, out string? error)
    {
        duration = default;
        text ??= "";
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        error = rest is "0" ? null : Sum(rest, text, out var nanos) is { } problem ? problem : Convert(nanos, negative, text, out duration);
        return error is null;
    }

    private static string? Convert(ulong nanos, bool negative, string text, out TimeSpan duration)
    {
        duration = default;
        if (nanos > Limit - (negative ? 0UL : 1UL))
        {
            return Invalid(text);
        }

        var ticks = (long)(nanos / NanosPerTick);
        duration = TimeSpan.FromTicks(negative ? -ticks : ticks);
        return null;
    }

    private static string? Sum(ReadOnlySpan<char> rest, string text, out ulong nanos)
    {
        nanos = 0;
        do
        {
            if (Term(ref rest, text, out var term) is { } problem)
            {
                return problem;
            }

            nanos += term;
            if (nanos > Limit)
            {
                return Invalid(text);
            }
        }
        while (!rest.IsEmpty);
        return null;
    }

    /// <summary>Takes one number and its unit off <paramref name="rest"/>.</summary>
    private static string? Term(ref ReadOnlySpan<char> rest, string text, out ulong nanos)
    {
        var before = rest.Length;
        var valid = TryTakeInteger(ref rest, out nanos);
        var digits = before - rest.Length;
        var fraction = 0UL;
        var scale = 1.0;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            before = rest.Length;
            fraction = TakeFraction(ref rest, out scale);
            digits += before - rest.Length;
        }

        if (!valid || digits == 0)
        {
            return Invalid(text);
        }

        var name = TakeUnit(ref rest);
        if (name.IsEmpty)
        {
            return $"time: missing unit in duration {Quote(text)}";
        }

        var unit = NanosOf(name);
        if (unit == 0)
        {
            return $"time: unknown unit {Quote(name)} in duration {Quote(text)}";
        }

        if (nanos > Limit / unit)
        {
            return Invalid(text);
        }

        nanos *= unit;
        // The multiplication in floating point is Go's own: it decides the last nanosecond of a fraction.
        nanos += fraction > 0 ? (ulong)(fraction * (unit / scale)) : 0;
        return nanos > Limit ? Invalid(text) : null;
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<char> rest, out ulong number)
    {
        number = 0;
        var valid = true;
        while (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
        {
            valid &= number <= Limit / 10;
            number = unchecked((number * 10) + (ulong)(rest[0] - '0'));
            valid &= number <= Limit;
            rest = rest[1..];
        }

        return valid;
    }

    // Digits beyond the precision of 63 bits are read and ignored.
    private static ulong TakeFraction(ref ReadOnlySpan<char> rest, out double scale)
    {
        var number = 0UL;
        var full = false;
        scale = 1;
        while (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
        {
            full |= number > (Limit - 1) / 10;
            var next = unchecked((number * 10) + (ulong)(rest[0] - '0'));
            full |= next > Limit;
            if (!full)
            {
                number = next;
                scale *= 10;
            }

            rest = rest[1..];
        }

        return number;
    }

    private static ReadOnlySpan<char> TakeUnit(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && rest[length] != '.' && !char.IsAsciiDigit(rest[length]))
        {
            length++;
        }

        var unit = rest[..length];
        rest = rest[length..];
        return unit;
    }

    private static ulong NanosOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "\u00b5s" or "\u03bcs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => 0,
    };

    private static string Invalid(string text) => $"time: invalid duration {Quote(text)}";
}
