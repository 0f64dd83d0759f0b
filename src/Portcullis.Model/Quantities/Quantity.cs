using System.Numerics;
using System.Text.Json.Serialization;

namespace Portcullis.Model;

/// <summary>An amount of a resource, exactly as Kubernetes parses, compares and prints it. <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/></summary>
/// <remarks>
/// Held as a count of nano units, which is the smallest that Kubernetes keeps, and the format it was written in.
/// The default value is zero.
/// </remarks>
[JsonConverter(typeof(QuantityConverter))]
public readonly partial struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private static readonly BigInteger NanosPerUnit = 1_000_000_000;

    private readonly BigInteger _nanos;
    private readonly QuantityFormat _format;

    private Quantity(BigInteger nanos, QuantityFormat format)
    {
        _nanos = nanos;
        _format = format;
    }

    /// <summary>The suffix family it prints with.</summary>
    public QuantityFormat Format => _format;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _nanos.Sign;

    /// <summary>Whole units, rounded up (away from zero), capped at the range of a long.</summary>
    public long Value => Scaled(NanosPerUnit);

    /// <summary>Thousandths, rounded up (away from zero), capped at the range of a long.</summary>
    public long MilliValue => Scaled(1_000_000);

    /// <summary>Makes a quantity of whole units.</summary>
    /// <param name="value">The units.</param>
    /// <param name="format">How it prints.</param>
    public static Quantity FromUnits(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new(value * NanosPerUnit, format);

    /// <summary>Makes a quantity of thousandths.</summary>
    /// <param name="value">The thousandths.</param>
    public static Quantity FromMilli(long value) => new(value * (BigInteger)1_000_000, QuantityFormat.DecimalSI);

    /// <summary>The larger of two; the first when equal.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    public static Quantity Max(Quantity a, Quantity b) => a >= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => _nanos.CompareTo(other._nanos);

    /// <summary>True when both are the same amount, however written.</summary>
    /// <param name="other">The quantity to compare with.</param>
    public bool Equals(Quantity other) => _nanos == other._nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _nanos.GetHashCode();

    /// <summary>The sum, in the format of the left operand (of the right when the left is zero).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    public static Quantity operator +(Quantity left, Quantity right) => new(left._nanos + right._nanos, left._nanos.IsZero ? right._format : left._format);

    /// <summary>The difference, in the format of the left operand (of the right when the left is zero).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    public static Quantity operator -(Quantity left, Quantity right) => new(left._nanos - right._nanos, left._nanos.IsZero ? right._format : left._format);

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

    private long Scaled(BigInteger unit)
    {
        var quotient = BigInteger.DivRem(_nanos, unit, out var remainder);
        quotient += remainder.Sign;
        return quotient > long.MaxValue ? long.MaxValue : quotient < long.MinValue ? long.MinValue : (long)quotient;
    }
}

/// <summary>The suffix family of a <see cref="Quantity"/>.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten with suffixes n, u, m, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Powers of two with suffixes Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>Powers of ten with exponents, such as <c>1e3</c>.</summary>
    DecimalExponent,
}
