using System.Buffers;
using System.Text;

namespace Portcullis.Model.Names;

public static partial class NameRules
{
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("-abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> QualifiedCharacters = SearchValues.Create("-_.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    // Go counts bytes of UTF-8, whatever its message says.
    private static IReadOnlyList<string> TooLong(string text, int limit) =>
        text.Length > limit || Encoding.UTF8.GetByteCount(text) > limit ? [$"must be no more than {limit} characters"] : [];

    // The stray commas between the examples are Kubernetes' own: callers see them in Status causes.
    private static string Explain(string message, string format, params ReadOnlySpan<string> examples)
    {
        var text = new StringBuilder(message);
        text.Append(" (e.g. ");
        for (var i = 0; i < examples.Length; i++)
        {
            text.Append(i == 0 ? "'" : " or '").Append(examples[i]).Append("', ");
        }

        return text.Append("regex used for validation is '").Append(format).Append("')").ToString();
    }
}
