using System.Globalization;
using System.Text;

namespace Portcullis.Cli.Policies.Drawing;

/// <summary>Writes SVG, an element a line. Numbers are written the same everywhere; texts are escaped.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Writes an element without content.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append("/>\n");
    }

    /// <summary>Writes an element with text in it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">The text.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Text(string name, string content, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append('>').Append(Escaped(content)).Append("</").Append(name).Append(">\n");
    }

    /// <summary>Writes an element without content but with a title, which browsers show under the pointer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="title">The title.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Titled(string name, string title, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append("><title>").Append(Escaped(title)).Append("</title></").Append(name).Append(">\n");
    }

    /// <summary>Opens an element that holds others.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
    }

    /// <summary>Closes what was opened last.</summary>
    public void Close() => _text.Append("</").Append(_open.Pop()).Append(">\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Start(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            _text.Append(' ').Append(attribute).Append("=\"").Append(Escaped(Shown(value))).Append('"');
        }
    }

    private static string Shown(object value) => value is double number
        ? Math.Round(number, 2).ToString(CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
