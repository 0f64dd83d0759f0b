namespace Portcullis.Cli.Policies.Drawing;

/// <summary>What one square says of all ports together.</summary>
/// <param name="Kind">The colour.</param>
/// <param name="Words">In words: <c>allowed on 80/TCP, denied on 443/TCP</c>.</param>
internal sealed record DrawnCell(DrawnKind Kind, string Words);

/// <summary>The colours of squares.</summary>
internal enum DrawnKind
{
    /// <summary>On every port that was asked.</summary>
    Allowed,

    /// <summary>On some ports.</summary>
    Partly,

    /// <summary>On none.</summary>
    Denied,

    /// <summary>To itself, or between two that are no pods.</summary>
    Undefined,
}
