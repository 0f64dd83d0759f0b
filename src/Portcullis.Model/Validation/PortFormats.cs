using Portcullis.Model.Errors;

namespace Portcullis.Model.Validation;

/// <summary>Ports by number and by name.</summary>
internal static class PortFormats
{
    public static IEnumerable<string> Number(long port) => port is >= 1 and <= 65535 ? [] : [Formats.InclusiveRange(1, 65535)];

    public static IEnumerable<string> Name(string name)
    {
        if (name.Length > 15)
        {
            yield return "must be no more than 15 characters";
        }

        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        }

        if (!name.Any(char.IsAsciiLetterLower))
        {
            yield return "must contain at least one letter (a-z)";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            yield return "must not contain consecutive hyphens";
        }

        if (name.Length > 0 && (name[0] == '-' || name[^1] == '-'))
        {
            yield return "must not begin or end with a hyphen";
        }
    }

    public static void NumberOrName(IntOrString? port, FieldPath path, List<FieldError> errors)
    {
        if (port is { Text: { } name })
        {
            errors.Invalid(path, name, Name(name));
        }
        else
        {
            errors.Invalid(path, port?.Number ?? 0, Number(port?.Number ?? 0));
        }
    }
}
