using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies.Drawing;

/// <summary>Where everything of a drawing is. Rows and columns are placed alike; a namespace's name takes a place before its pods.</summary>
internal sealed class DrawingLayout
{
    private const double Margin = 24;
    private const double WidthOfLetter = 0.58;
    private const double LargestHeading = 18;
    private const int LongestLabel = 34;

    private readonly double[] _offsets;

    /// <summary>Places the rows and columns of a matrix.</summary>
    /// <param name="order">Rows and columns; those of a namespace stand together.</param>
    public DrawingLayout(IReadOnlyList<NetworkEndpoint> order)
    {
        // Large where there is room, and still a square to point at where there is not.
        Cell = Math.Clamp(900.0 / Math.Max(order.Count, 1), 9, 26);
        FontSize = Math.Clamp(Cell * 0.62, 7.5, 13);
        Labels = [.. order.Select(Label)];
        Groups = Group(order);
        _offsets = new double[order.Count];
        var at = 0.0;
        foreach (var group in Groups)
        {
            at += HeadingSize;
            foreach (var index in Enumerable.Range(group.First, group.Count))
            {
                _offsets[index] = at;
                at += Cell;
            }
        }

        Extent = at;
        var widths = Labels.Select(name => Shortened(name).Length * FontSize).Concat(Groups.Select(group => Shortened(group.Name).Length * HeadingFontSize * 1.1));
        LabelSize = (widths.DefaultIfEmpty(0).Max() * WidthOfLetter) + 14;
    }

    /// <summary>The side of a square.</summary>
    public double Cell { get; }

    /// <summary>The size of names.</summary>
    public double FontSize { get; }

    /// <summary>The room for names before the squares.</summary>
    public double LabelSize { get; }

    /// <summary>The size of the names of namespaces: legible when the whole is seen from afar.</summary>
    public double HeadingFontSize => Math.Clamp(Labels.Count * Cell / 100, FontSize, LargestHeading);

    /// <summary>The room for the name of a namespace.</summary>
    public double HeadingSize => HeadingFontSize * 1.6;

    /// <summary>Where the squares begin, from the left.</summary>
    public double Left => Margin + LabelSize;

    /// <summary>Where the squares begin, from the top: below title, legend and names.</summary>
    public double Top => 112 + LabelSize;

    /// <summary>How far the squares go, in either direction.</summary>
    public double Extent { get; }

    /// <summary>The width of it all; wide enough for title and legend.</summary>
    public double Width => Math.Max(Left + Extent + Margin, 760);

    /// <summary>The height of it all.</summary>
    public double Height => Top + Extent + Margin;

    /// <summary>The names without their namespaces.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The namespaces, and what is outside.</summary>
    public IReadOnlyList<DrawnGroup> Groups { get; }

    /// <summary>Where a row or column begins, from where the squares begin.</summary>
    /// <param name="index">Which one.</param>
    public double Offset(int index) => _offsets[index];

    /// <summary>A name that fits.</summary>
    /// <param name="name">The name.</param>
    public static string Shortened(string name) => name.Length <= LongestLabel ? name : $"{name[..(LongestLabel / 2)]}…{name[^(LongestLabel / 2)..]}";

    private static string Label(NetworkEndpoint endpoint) => endpoint is NetworkEndpoint.OfPod(var name) ? name.Name : endpoint.ToString()!;

    private static List<DrawnGroup> Group(IReadOnlyList<NetworkEndpoint> order)
    {
        var groups = new List<DrawnGroup>();
        for (var index = 0; index < order.Count; index++)
        {
            var name = order[index] is NetworkEndpoint.OfPod pod ? pod.Name.Namespace : "outside";
            var isPods = order[index] is NetworkEndpoint.OfPod;
            if (groups is [.., var last] && last.Name == name && last.IsNamespace == isPods)
            {
                groups[^1] = last with { Count = last.Count + 1 };
            }
            else
            {
                groups.Add(new DrawnGroup(name, isPods, index, 1));
            }
        }

        return groups;
    }
}

/// <summary>Rows, or columns, that stand together.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="IsNamespace">Whether that is a namespace.</param>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many they are.</param>
internal sealed record DrawnGroup(string Name, bool IsNamespace, int First, int Count);
