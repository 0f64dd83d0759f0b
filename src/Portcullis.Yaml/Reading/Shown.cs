namespace Portcullis.Yaml.Reading;

/// <summary>Input quoted back in a message: short, on one line.</summary>
internal static class Shown
{
    private const int Most = 64;

    public static string Text(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)] + "...";
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
