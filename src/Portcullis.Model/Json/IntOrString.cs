using System.Globalization;
using System.Text.Json.Serialization;

namespace Portcullis.Model.Json;

/// <summary>A number or a name, such as a port by number or by name.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString
{
    private readonly int _number;
    private readonly string? _text;

    private IntOrString(int number, string? text)
    {
        _number = number;
        _text = text;
    }

    /// <summary>True when this is a number.</summary>
    public bool IsNumber => _text is null;

    /// <summary>The number; 0 when this is text.</summary>
    public int Number => _number;

    /// <summary>The text; null when this is a number.</summary>
    public string? Text => _text;

    /// <summary>Makes a number.</summary>
    /// <param name="number">The number.</param>
    public static IntOrString Of(int number) => new(number, null);

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static IntOrString Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(0, text);
    }

    /// <summary>The number in decimal digits, or the text.</summary>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);
}
