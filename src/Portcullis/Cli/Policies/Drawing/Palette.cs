namespace Portcullis.Cli.Policies.Drawing;

/// <summary>The colours of a drawing.</summary>
/// <remarks>
/// Blue, orange and a light grey (after Okabe and Ito): told apart with every kind of colour blindness, and in print by
/// their lightness. Partly also has a shape of its own.
/// </remarks>
internal static class Palette
{
    /// <summary>Behind everything.</summary>
    public const string Paper = "#ffffff";

    /// <summary>Names and titles.</summary>
    public const string Ink = "#1b2733";

    /// <summary>What is said beside.</summary>
    public const string FaintInk = "#5b6875";

    /// <summary>Allowed on every port.</summary>
    public const string Allowed = "#0072b2";

    /// <summary>Allowed on some ports.</summary>
    public const string Partly = "#e69f00";

    /// <summary>Denied.</summary>
    public const string Denied = "#e9edf1";

    /// <summary>Not defined.</summary>
    public const string Undefined = "#b9c3cc";
}
