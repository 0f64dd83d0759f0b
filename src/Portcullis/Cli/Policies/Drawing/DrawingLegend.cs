namespace Portcullis.Cli.Policies.Drawing;

/// <summary>What the colours and shapes mean.</summary>
internal sealed class DrawingLegend(SvgWriter svg)
{
    private const double Side = 14;

    private double _at;

    /// <summary>Draws it in one line.</summary>
    /// <param name="x">Its left.</param>
    /// <param name="y">Its middle.</param>
    public void Draw(double x, double y)
    {
        _at = x;
        Entry(y, Palette.Allowed, null, "allowed on every port shown");
        Entry(y, Palette.Denied, (DrawingShapes.Corner(_at, y - (Side / 2), Side), Palette.Partly), "allowed on some ports");
        Entry(y, Palette.Denied, null, "denied");
        Entry(y, Palette.Paper, (DrawingShapes.Dash(_at, y - (Side / 2), Side), Palette.Undefined), "not defined");
        svg.Text("text", "rows: from    columns: to", ("x", _at), ("y", y + 4), ("font-size", 12), ("fill", Palette.FaintInk), ("xml:space", "preserve"));
    }

    private void Entry(double y, string fill, (string Path, string Fill)? shape, string words)
    {
        svg.Element("rect", ("x", _at), ("y", y - (Side / 2)), ("width", Side), ("height", Side), ("fill", fill));
        if (shape is { } drawn)
        {
            svg.Element("path", ("d", drawn.Path), ("fill", drawn.Fill));
        }

        svg.Text("text", words, ("x", _at + Side + 6), ("y", y + 4), ("font-size", 12), ("fill", Palette.Ink));
        _at += Side + 6 + (words.Length * 6.4) + 22;
    }
}
