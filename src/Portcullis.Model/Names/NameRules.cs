namespace Portcullis.Model.Names;

/// <summary>
/// The rules that Kubernetes has for names and the like. Each returns what is wrong, in the words the API server
/// uses in a Status; an empty list means legal. <see href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"/>
/// </summary>
public static partial class NameRules
{
    /// <summary>Longest DNS label, name part of a label key, and label value.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>Longest DNS subdomain.</summary>
    public const int MaxSubdomainLength = 253;

    /// <summary>Longest IANA service name, the form of a container port's name.</summary>
    public const int MaxPortNameLength = 15;

    private const string LabelFormat = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainFormat = LabelFormat + @"(\." + LabelFormat + ")*";
    private const string ServiceNameFormat = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string QualifiedFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    /// <summary>A DNS-1123 label: names of pods' containers, volumes, namespaces.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> Dns1123Label(string text)
    {
        var errors = TooLong(text, MaxLabelLength);
        if (!IsDnsLabel(text))
        {
            errors = [.. errors, IsDnsSubdomain(text)
                ? "must not contain dots"
                : Explain("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character", LabelFormat, "my-name", "123-abc")];
        }

        return errors;
    }

    /// <summary>A DNS-1123 subdomain: names of most objects.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> Dns1123Subdomain(string text)
    {
        var errors = TooLong(text, MaxSubdomainLength);
        if (!IsDnsSubdomain(text))
        {
            errors = [.. errors, Explain("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character", SubdomainFormat, "example.com")];
        }

        return errors;
    }

    /// <summary>A DNS-1035 label: names of services. Unlike a DNS-1123 label it starts with a letter.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> Dns1035Label(string text)
    {
        var errors = TooLong(text, MaxLabelLength);
        if (!IsDnsLabel(text) || !char.IsAsciiLetterLower(text[0]))
        {
            errors = [.. errors, Explain("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character", ServiceNameFormat, "my-name", "abc-123")];
        }

        return errors;
    }

    /// <summary>A qualified name, the form of label and annotation keys: a name, or a DNS subdomain, a slash and a name.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> QualifiedName(string text)
    {
        var parts = text.Split('/');
        var name = parts[^1];
        List<string> errors = [];
        switch (parts)
        {
            case [_]:
                break;
            case ["", _]:
                errors.Add("prefix part must be non-empty");
                break;
            case [var prefix, _]:
                errors.AddRange(Dns1123Subdomain(prefix).Select(error => $"prefix part {error}"));
                break;
            default:
                return [$"a qualified name {ExplainQualified()} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        errors.AddRange(name.Length == 0 ? ["name part must be non-empty"] : TooLong(name, MaxLabelLength).Select(error => $"name part {error}"));
        if (!IsQualifiedNamePart(name))
        {
            errors.Add($"name part {ExplainQualified()}");
        }

        return errors;
    }

    /// <summary>A label value: empty, or at most 63 letters, digits, <c>-</c>, <c>_</c>, <c>.</c> with a letter or digit at both ends.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> LabelValue(string text)
    {
        var errors = TooLong(text, MaxLabelLength);
        if (text.Length > 0 && !IsQualifiedNamePart(text))
        {
            errors = [.. errors, Explain("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", $"({QualifiedFormat})?", "MyValue", "my_value", "12345")];
        }

        return errors;
    }

    private static string ExplainQualified() =>
        Explain("must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", QualifiedFormat, "MyName", "my.name", "123-abc");

    private static bool IsDnsSubdomain(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (!IsDnsLabel(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDnsLabel(ReadOnlySpan<char> text) => text.Length > 0 && text[0] != '-' && text[^1] != '-'
        && !text.ContainsAnyExcept(LabelCharacters);

    private static bool IsQualifiedNamePart(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && !text.ContainsAnyExcept(QualifiedCharacters);
}
