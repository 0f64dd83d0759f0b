using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Nodes;

/// <summary>A scalar: its source text, and what kubectl would take it for.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(YamlPosition position, string text, bool isPlain, YamlScalarKind kind)
        : base(position)
    {
        Text = text;
        IsPlain = isPlain;
        Kind = kind;
    }

    /// <summary>The text after unquoting and unescaping: <c>1.50</c> stays <c>1.50</c>, <c>~</c> stays <c>~</c>.</summary>
    public string Text { get; }

    /// <summary>True when written without quotes and not as a block.</summary>
    public bool IsPlain { get; }

    /// <summary>What the scalar resolves to; always <see cref="YamlScalarKind.String"/> when quoted and untagged.</summary>
    public YamlScalarKind Kind { get; }

    /// <summary>True for <c>null</c>, <c>~</c> and an empty plain scalar.</summary>
    public bool IsNull => Kind == YamlScalarKind.Null;

    internal override int NodeCount => 1;

    internal override long TextLength => Text.Length;

    internal override int Height => 1;

    /// <summary>Reads a boolean.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>False when this is no boolean.</returns>
    public bool TryGetBoolean(out bool value)
    {
        value = Kind == YamlScalarKind.Bool && PlainScalar.IsTrue(Text);
        return Kind == YamlScalarKind.Bool;
    }

    /// <summary>Reads a whole number; a float without a fraction (<c>80.0</c>, <c>1e3</c>) counts, as it does through kubectl.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when this is no number, has a fraction, or lies outside the range of a long.</returns>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        switch (Kind)
        {
            case YamlScalarKind.Int:
                var number = PlainScalar.Integer(Text);
                var fits = number >= long.MinValue && number <= long.MaxValue;
                value = fits ? (long)number : 0;
                return fits;
            case YamlScalarKind.Float:
                var real = PlainScalar.Real(Text);
                // Doubles hold every whole number only up to 2^53; beyond, the source is not what we would read.
                var whole = Math.Abs(real) <= 1L << 53 && Math.Floor(real) == real;
                value = whole ? (long)real : 0;
                return whole;
            default:
                return false;
        }
    }

    internal Int128 ToInteger() => PlainScalar.Integer(Text);

    internal double ToReal() => PlainScalar.Real(Text);
}

/// <summary>What a scalar resolves to, by the YAML 1.1 rules that kubectl follows.</summary>
public enum YamlScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary><c>null</c>, <c>~</c> or nothing.</summary>
    Null,

    /// <summary><c>true</c>, <c>yes</c>, <c>on</c>, <c>y</c> and their opposites.</summary>
    Bool,

    /// <summary>A whole number: <c>12</c>, <c>0x1F</c>, <c>010</c> (octal), <c>0o10</c>, <c>0b11</c>, <c>1_000</c>.</summary>
    Int,

    /// <summary>A number with a fraction or an exponent, infinity, or not a number.</summary>
    Float,
}
