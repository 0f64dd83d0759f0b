using System.Globalization;
using System.Text;
using System.Text.Json;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Streams;

/// <summary>Strict reading of one value of JSON.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Syntax = new() { MaxDepth = 10_000 };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it.</summary>
    /// <param name="text">The value.</param>
    /// <param name="firstLine">Which line of the whole text it begins on, from 1.</param>
    /// <param name="limits">How much it may ask for.</param>
    public static JsonResult Read(string text, int firstLine, YamlLimits limits)
    {
        var hasSyntax = false;
        try
        {
            var bytes = Strict.GetBytes(text);
            if (FirstProblem(bytes, firstLine) is { } problem)
            {
                return new JsonBroken(problem, IsSyntax: false);
            }

            hasSyntax = true;
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = limits.MaxDepth });
            return new JsonSound(json.RootElement.Clone());
        }
        catch (EncoderFallbackException e)
        {
            return new JsonBroken(new YamlProblem(firstLine + text.AsSpan(0, e.Index).Count('\n'), 1, "half a character stands in the text"), IsSyntax: false);
        }
        catch (JsonException e)
        {
            return new JsonBroken(new YamlProblem(firstLine + (int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0) + 1, Sentence(e)), IsSyntax: !hasSyntax);
        }
    }

    /// <summary>What is sound JSON but cannot be sent: half a character, or a number past all limits.</summary>
    private static YamlProblem? FirstProblem(ReadOnlySpan<byte> bytes, int firstLine)
    {
        var reader = new Utf8JsonReader(bytes, Syntax);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && HasHalfCharacter(reader.ValueSpan))
            {
                return At(bytes, (int)reader.TokenStartIndex, firstLine, "an escape stands for half a character: write the character itself, or both halves");
            }

            if (reader.TokenType == JsonTokenType.Number && !(reader.TryGetDouble(out var number) && double.IsFinite(number)))
            {
                return At(bytes, (int)reader.TokenStartIndex, firstLine, "a number that is too large to be sent");
            }
        }

        return null;
    }

    private static bool HasHalfCharacter(ReadOnlySpan<byte> escaped)
    {
        var highBefore = false;
        for (var i = 0; i < escaped.Length; i++)
        {
            var unit = escaped[i] == '\\' && escaped[i + 1] == 'u' ? int.Parse(escaped.Slice(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
            if (unit is >= 0xDC00 and <= 0xDFFF != highBefore)
            {
                return true;
            }

            highBefore = unit is >= 0xD800 and <= 0xDBFF;
            i += unit > 0 || IsZero(escaped, i) ? 5 : escaped[i] == '\\' ? 1 : 0;
        }

        return highBefore;
    }

    private static bool IsZero(ReadOnlySpan<byte> escaped, int at) => escaped[at..].StartsWith("\\u0000"u8);

    private static YamlProblem At(ReadOnlySpan<byte> bytes, int index, int firstLine, string message)
    {
        var before = bytes[..index];
        return new YamlProblem(firstLine + before.Count((byte)'\n'), index - before.LastIndexOf((byte)'\n'), message);
    }

    /// <summary>The parser's words without the place, which is told in another way.</summary>
    private static string Sentence(JsonException e)
    {
        var at = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (at < 0 ? e.Message : e.Message[..at]).TrimEnd('.', ' ');
        return text.Length == 0 ? "it ends too early" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}

/// <summary>What became of a value of JSON: <see cref="JsonSound"/> or <see cref="JsonBroken"/>.</summary>
internal abstract record JsonResult;

/// <summary>It was read.</summary>
/// <param name="Json">What it says.</param>
internal sealed record JsonSound(JsonElement Json) : JsonResult;

/// <summary>It was not.</summary>
/// <param name="Problem">Why.</param>
/// <param name="IsSyntax">Whether it is no JSON at all; otherwise it is JSON that cannot be sent.</param>
internal sealed record JsonBroken(YamlProblem Problem, bool IsSyntax) : JsonResult;
