using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies.Drawing;

/// <summary>Draws a matrix, so that a person sees at a glance who reaches whom.</summary>
internal sealed class MatrixDrawing
{
    private const string Fonts = "system-ui, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif";

    private readonly ReachMatrix _matrix;
    private readonly DrawingLayout _layout;
    private readonly DrawnCells _cells;
    private readonly HashSet<NamespacedName> _onNodes;
    private readonly string _source;
    private readonly SvgWriter _svg = new();

    private MatrixDrawing(ReachMatrix matrix, PolicyQuestion question)
    {
        _matrix = matrix;
        _layout = new DrawingLayout(matrix.Order);
        _cells = new DrawnCells(matrix);
        _onNodes = [.. question.Objects.Pods.Where(pod => pod.Spec?.HostNetwork == true).Select(pod => NamespacedName.Of(pod.Metadata))];
        _source = $"{Listing.Count(question.Objects.Policies.Count, "network policy")} from {question.Input.Source}";
    }

    /// <summary>Draws it.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="question">What it was asked of.</param>
    /// <returns>An SVG document.</returns>
    public static string Svg(ReachMatrix matrix, PolicyQuestion question)
    {
        var drawing = new MatrixDrawing(matrix, question);
        drawing.Draw();
        return drawing._svg.ToString();
    }

    private void Draw()
    {
        _svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", _layout.Width),
            ("height", _layout.Height),
            ("viewBox", FormattableString.Invariant($"0 0 {_layout.Width:0.##} {_layout.Height:0.##}")),
            ("role", "img"),
            ("aria-labelledby", "title description"),
            ("font-family", Fonts));
        _svg.Text("title", "Who can reach whom", ("id", "title"));
        _svg.Text("desc", Summary(), ("id", "description"));
        _svg.Text("style", ".row:hover .band{fill:#f1f5f9}.row:hover text{font-weight:700}");
        _svg.Element("rect", ("width", "100%"), ("height", "100%"), ("fill", Palette.Paper));
        Heading();
        new DrawingLegend(_svg).Draw(24, 84);
        ColumnNames();
        Rows();
        GridLines();
        _svg.Close();
    }

    private void Heading()
    {
        _svg.Text("text", "Who can reach whom", ("x", 24), ("y", 38), ("font-size", 20), ("font-weight", 700), ("fill", Palette.Ink));
        _svg.Text("text", $"{Summary()} {_source}.", ("x", 24), ("y", 60), ("font-size", 12), ("fill", Palette.FaintInk));
    }

    private string Summary()
    {
        var kinds = new int[4];
        for (var from = 0; from < _matrix.Order.Count; from++)
        {
            for (var to = 0; to < _matrix.Order.Count; to++)
            {
                kinds[(int)_cells.Of(from, to).Kind]++;
            }
        }

        var pods = _matrix.Order.Count(endpoint => endpoint is NetworkEndpoint.OfPod);
        var outside = _matrix.Order.Count - pods;
        var partly = kinds[(int)DrawnKind.Partly] is > 0 and var some ? $", {some} partly" : "";
        return $"{Listing.Count(pods, "pod")}{(outside > 0 ? $", {outside} outside" : "")}, on {Listing.Of(_matrix.Ports.Select(port => port.ToString()))}: "
            + $"{kinds[(int)DrawnKind.Allowed]} pairs allowed{partly}, {kinds[(int)DrawnKind.Denied]} denied.";
    }

    private void ColumnNames()
    {
        foreach (var group in _layout.Groups)
        {
            Upright(DrawingLayout.Shortened(group.Name), group.Name, _layout.Offset(group.First) - (_layout.HeadingSize * 0.3), heading: true);
            foreach (var index in Enumerable.Range(group.First, group.Count))
            {
                Upright(DrawingLayout.Shortened(_layout.Labels[index]), NameOf(index), _layout.Offset(index) + (_layout.Cell * 0.5) + (_layout.FontSize * 0.35), heading: false);
            }
        }
    }

    private void Upright(string text, string whole, double offset, bool heading)
    {
        var x = _layout.Left + offset;
        _svg.Open(
            "g",
            ("transform", FormattableString.Invariant($"translate({x:0.##} {_layout.Top - 6:0.##}) rotate(-90)")),
            ("font-size", heading ? _layout.HeadingFontSize : _layout.FontSize),
            ("fill", Palette.Ink),
            ("font-weight", heading ? 700 : 400));
        _svg.Text("title", whole);
        _svg.Text("text", text);
        _svg.Close();
    }

    private void Rows()
    {
        foreach (var group in _layout.Groups)
        {
            _svg.Text(
                "text",
                DrawingLayout.Shortened(group.Name),
                ("x", _layout.Left - 6),
                ("y", _layout.Top + _layout.Offset(group.First) - (_layout.HeadingSize * 0.3)),
                ("font-size", _layout.HeadingFontSize),
                ("font-weight", 700),
                ("text-anchor", "end"),
                ("fill", Palette.Ink));
            foreach (var index in Enumerable.Range(group.First, group.Count))
            {
                Row(index);
            }
        }
    }

    private void Row(int from)
    {
        var y = _layout.Top + _layout.Offset(from);
        _svg.Open("g", ("class", "row"));
        _svg.Element("rect", ("class", "band"), ("x", 8), ("y", y), ("width", _layout.Left - 8), ("height", _layout.Cell), ("fill", Palette.Paper));
        _svg.Open("g", ("font-size", _layout.FontSize), ("fill", Palette.Ink), ("text-anchor", "end"), ("font-style", IsOnNode(from) ? "italic" : "normal"));
        _svg.Text("title", NameOf(from));
        _svg.Text("text", DrawingLayout.Shortened(_layout.Labels[from]), ("x", _layout.Left - 6), ("y", y + (_layout.Cell * 0.5) + (_layout.FontSize * 0.35)));
        _svg.Close();
        foreach (var group in _layout.Groups)
        {
            Runs(from, group, y);
        }

        _svg.Close();
    }

    /// <summary>Neighbours that are alike become one element: at 200 pods there are 40,000 squares.</summary>
    private void Runs(int from, DrawnGroup group, double y)
    {
        var end = group.First + group.Count;
        for (var first = group.First; first < end;)
        {
            var cell = _cells.Of(from, first);
            var last = first;
            while (last + 1 < end && ReferenceEquals(_cells.Of(from, last + 1), cell))
            {
                last++;
            }

            DrawRun(from, first, last, cell, y);
            first = last + 1;
        }
    }

    private void DrawRun(int from, int first, int last, DrawnCell cell, double y)
    {
        var x = _layout.Left + _layout.Offset(first);
        var width = _layout.Offset(last) - _layout.Offset(first) + _layout.Cell;
        var to = first == last ? NameOf(first) : $"{NameOf(first)} … {NameOf(last)} ({last - first + 1})";
        var title = $"{NameOf(from)} → {to}: {(from == first && from == last ? "itself, not defined" : cell.Words)}";
        _svg.Titled("rect", title, ("x", x), ("y", y), ("width", width), ("height", _layout.Cell), ("fill", Fill(cell.Kind)));
        if (cell.Kind == DrawnKind.Partly)
        {
            Corners(first, last, y);
        }
        else if (cell.Kind == DrawnKind.Undefined)
        {
            Dots(first, last, y);
        }
    }

    private static string Fill(DrawnKind kind) => kind switch
    {
        DrawnKind.Allowed => Palette.Allowed,
        DrawnKind.Partly => Palette.Denied,
        DrawnKind.Denied => Palette.Denied,
        _ => Palette.Paper,
    };

    /// <summary>Half of each square: partly is seen without its colour.</summary>
    private void Corners(int first, int last, double y)
    {
        var path = string.Join(' ', Enumerable.Range(first, last - first + 1).Select(index => DrawingShapes.Corner(_layout.Left + _layout.Offset(index), y, _layout.Cell)));
        _svg.Element("path", ("d", path), ("fill", Palette.Partly), ("pointer-events", "none"));
    }

    private void Dots(int first, int last, double y)
    {
        var path = string.Join(' ', Enumerable.Range(first, last - first + 1).Select(index => DrawingShapes.Dash(_layout.Left + _layout.Offset(index), y, _layout.Cell)));
        _svg.Element("path", ("d", path), ("fill", Palette.Undefined), ("pointer-events", "none"));
    }

    /// <summary>White lines over everything cut the runs into squares again.</summary>
    private void GridLines()
    {
        var lines = new List<string>();
        foreach (var group in _layout.Groups)
        {
            foreach (var index in Enumerable.Range(group.First + 1, group.Count - 1))
            {
                var at = _layout.Offset(index);
                lines.Add(FormattableString.Invariant($"M{_layout.Left + at:0.##} {_layout.Top:0.##}v{_layout.Extent:0.##}"));
                lines.Add(FormattableString.Invariant($"M{_layout.Left:0.##} {_layout.Top + at:0.##}h{_layout.Extent:0.##}"));
            }
        }

        _svg.Element("path", ("d", string.Join(' ', lines)), ("stroke", Palette.Paper), ("stroke-width", _layout.Cell > 14 ? 2.0 : 1.0), ("fill", "none"), ("pointer-events", "none"));
    }

    private bool IsOnNode(int index) => _matrix.Order[index] is NetworkEndpoint.OfPod(var name) && _onNodes.Contains(name);

    private string NameOf(int index) => $"{_matrix.Order[index]}{(IsOnNode(index) ? " (on the network of its node: not provable)" : "")}";
}
