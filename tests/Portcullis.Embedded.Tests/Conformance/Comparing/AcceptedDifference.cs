using System.IO.Enumeration;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>Differences that are known and stay. Every text may hold <c>*</c> for anything.</summary>
/// <param name="Exchanges">The exchanges, as <c>scenario/exchange</c>.</param>
/// <param name="Path">Where in the answer.</param>
/// <param name="Why">The reason, as docs/embedded.md gives it.</param>
internal sealed record AcceptedDifference(string Exchanges, string Path, string Why)
{
    /// <summary>What the real server says there.</summary>
    public string Real { get; init; } = "*";

    /// <summary>What the embedded server says there.</summary>
    public string Embedded { get; init; } = "*";

    public bool Covers(Difference difference) =>
        Matches(Exchanges, difference.Exchange) && Matches(Path, difference.Path)
        && Matches(Real, difference.Real) && Matches(Embedded, difference.Embedded);

    private static bool Matches(string pattern, string text) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase: false);
}
