using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies.Drawing;

/// <summary>Looks at all ports of a matrix at once. Equal squares are one object, so that neighbours compare quickly.</summary>
internal sealed class DrawnCells(ReachMatrix matrix)
{
    private readonly Dictionary<string, DrawnCell> _known = new(StringComparer.Ordinal);
    private readonly char[] _answers = new char[matrix.Ports.Count];

    /// <summary>The square of a pair.</summary>
    /// <param name="from">The row.</param>
    /// <param name="to">The column.</param>
    public DrawnCell Of(int from, int to)
    {
        for (var port = 0; port < _answers.Length; port++)
        {
            _answers[port] = matrix.Cell(port, from, to) switch { Reachability.Allowed => '1', Reachability.Denied => '0', _ => '-' };
        }

        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(_answers, out var cell))
        {
            cell = Make(new string(_answers));
            lookup[_answers] = cell;
        }

        return cell;
    }

    private DrawnCell Make(string answers)
    {
        var allowed = Ports(answers, '1');
        var denied = Ports(answers, '0');
        return (allowed.Count, denied.Count) switch
        {
            (0, 0) => new DrawnCell(DrawnKind.Undefined, "not defined"),
            (_, 0) => new DrawnCell(DrawnKind.Allowed, $"allowed on {string.Join(", ", allowed)}"),
            (0, _) => new DrawnCell(DrawnKind.Denied, $"denied on {string.Join(", ", denied)}"),
            _ => new DrawnCell(DrawnKind.Partly, $"allowed on {string.Join(", ", allowed)}; denied on {string.Join(", ", denied)}"),
        };
    }

    private List<string> Ports(string answers, char answer) => [.. matrix.Ports.Where((_, index) => answers[index] == answer).Select(port => port.ToString())];
}
