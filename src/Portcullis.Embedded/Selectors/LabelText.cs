namespace Portcullis.Embedded.Selectors;

/// <summary>Which texts may be label values.</summary>
internal static class LabelText
{
    private const int MaxLength = 63;

    /// <summary>How the API server describes a label value.</summary>
    public const string ValueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    public static bool IsValue(string value) =>
        value.Length == 0
        || (value.Length <= MaxLength
            && char.IsAsciiLetterOrDigit(value[0])
            && char.IsAsciiLetterOrDigit(value[^1])
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
}
