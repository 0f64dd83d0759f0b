using System.Numerics;
using System.Text.Json.Serialization;
using Portcullis.Model.Json;

namespace Portcullis.Model.Quantities;

/// <summary>An amount of a resource, exactly as Kubernetes parses, compares and prints it. <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/></summary>
/// <remarks>
/// Held as a count of nano units, which is the smallest that Kubernetes keeps, and the format it was written in.
/// The default value is zero. Immutable.
/// </remarks>
[JsonConverter(typeof(QuantityConverter))]
public readonly partial struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private const long NanosPerUnit = 1_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    /// <summary>The cap of binary quantities: 2^63-1 whole units.</summary>
    private static readonly Int128 MaxBinary = (Int128)long.MaxValue * NanosPerUnit;

    // INVARIANT: _wide is null exactly when the amount fits _nanos, so that equal amounts have one representation.
    // 2^63-1 whole units (the cap of binary quantities) fit with a factor of 10^10 to spare: wide amounts are
    // decimal ones that nobody writes in earnest, and the usual quantity costs no allocation.
    private readonly Int128 _nanos;
    private readonly WideNanos? _wide;
    private readonly QuantityFormat _format;

    private Quantity(Int128 nanos, QuantityFormat format)
    {
        _nanos = nanos;
        _format = format;
    }

    private Quantity(BigInteger nanos, QuantityFormat format)
    {
        _format = format;
        if (nanos >= Int128.MinValue && nanos <= Int128.MaxValue)
        {
            _nanos = (Int128)nanos;
        }
        else
        {
            _wide = new WideNanos(nanos);
        }
    }

    /// <summary>The suffix family it prints with.</summary>
    public QuantityFormat Format => _format;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _wide?.Value.Sign ?? Int128.Sign(_nanos);

    /// <summary>Whole units, rounded up (away from zero), capped at the range of a long.</summary>
    public long Value => Scaled(NanosPerUnit);

    /// <summary>Thousandths, rounded up (away from zero), capped at the range of a long.</summary>
    public long MilliValue => Scaled(NanosPerMilli);

    private BigInteger Nanos => _wide?.Value ?? _nanos;

    /// <summary>Makes a quantity of whole units.</summary>
    /// <param name="value">The units.</param>
    /// <param name="format">How it prints.</param>
    public static Quantity FromUnits(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new((Int128)value * NanosPerUnit, format);

    /// <summary>Makes a quantity of thousandths.</summary>
    /// <param name="value">The thousandths.</param>
    public static Quantity FromMilli(long value) => new((Int128)value * NanosPerMilli, QuantityFormat.DecimalSI);

    /// <summary>The larger of two; the first when equal.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    public static Quantity Max(Quantity a, Quantity b) => a >= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) =>
        _wide is null && other._wide is null ? _nanos.CompareTo(other._nanos) : Nanos.CompareTo(other.Nanos);

    /// <summary>True when both are the same amount, however written.</summary>
    /// <param name="other">The quantity to compare with.</param>
    public bool Equals(Quantity other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _wide?.Value.GetHashCode() ?? _nanos.GetHashCode();

    /// <summary>The sum, in the format of the left operand (of the right when the left is zero).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    public static Quantity operator +(Quantity left, Quantity right)
    {
        var format = left.Sign == 0 ? right._format : left._format;
        if (left._wide is null && right._wide is null)
        {
            var sum = unchecked(left._nanos + right._nanos);
            // Overflow shows as a sum whose sign differs from that of both operands.
            if (((left._nanos ^ sum) & (right._nanos ^ sum)) >= 0)
            {
                return new(sum, format);
            }
        }

        return new(left.Nanos + right.Nanos, format);
    }

    /// <summary>The difference, in the format of the left operand (of the right when the left is zero).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    public static Quantity operator -(Quantity left, Quantity right) => left + -right;

    /// <summary>The same amount with the opposite sign, in the same format.</summary>
    /// <param name="quantity">The quantity to negate.</param>
    public static Quantity operator -(Quantity quantity) =>
        quantity._wide is null && quantity._nanos != Int128.MinValue
            ? new(-quantity._nanos, quantity._format)
            : new(-quantity.Nanos, quantity._format);

    /// <summary>Compares amounts.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Compares amounts.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Compares amounts.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Compares amounts.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Compares amounts.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Compares amounts.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    private long Scaled(long unit)
    {
        if (_wide is not null)
        {
            return _wide.Value.Sign > 0 ? long.MaxValue : long.MinValue;
        }

        var (quotient, remainder) = Int128.DivRem(_nanos, unit);
        quotient += Int128.Sign(remainder);
        return (long)Int128.Clamp(quotient, long.MinValue, long.MaxValue);
    }

    private sealed class WideNanos(BigInteger value)
    {
        public BigInteger Value => value;
    }
}
