namespace Portcullis.Cli.Policies.Drawing;

/// <summary>Shapes within squares, as paths.</summary>
internal static class DrawingShapes
{
    /// <summary>The lower left half.</summary>
    /// <param name="x">The left of the square.</param>
    /// <param name="y">Its top.</param>
    /// <param name="side">Its side.</param>
    public static string Corner(double x, double y, double side) => FormattableString.Invariant($"M{x:0.##} {y:0.##}v{side:0.##}h{side:0.##}z");

    /// <summary>A short bar in the middle.</summary>
    /// <param name="x">The left of the square.</param>
    /// <param name="y">Its top.</param>
    /// <param name="side">Its side.</param>
    public static string Dash(double x, double y, double side)
    {
        var height = Math.Max(1.2, side * 0.12);
        return FormattableString.Invariant($"M{x + (side * 0.3):0.##} {y + ((side - height) / 2):0.##}h{side * 0.4:0.##}v{height:0.##}h-{side * 0.4:0.##}z");
    }
}
