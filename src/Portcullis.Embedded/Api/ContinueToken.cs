using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Where a page of a list ended, and as of which revision the list is.</summary>
/// <param name="Revision">The revision; negative to go on with whatever there is now.</param>
/// <param name="Last">The last key of the page.</param>
internal sealed record ContinueToken(long Revision, NamespacedName Last)
{
    private const string Format = "meta.k8s.io/v1";

    /// <summary>Whether the pages together show one moment.</summary>
    public bool IsConsistent => Revision > 0;

    public static ContinueToken After(long revision, NamespacedName last) => new(revision, last);

    /// <summary>Whether an object stands on an earlier page.</summary>
    public bool IsBefore(StoredObject item)
    {
        var scope = string.CompareOrdinal(item.Key.Namespace, Last.Namespace);
        return scope < 0 || (scope == 0 && string.CompareOrdinal(item.Key.Name, Last.Name) <= 0);
    }

    /// <exception cref="ApiException">400.</exception>
    public static ContinueToken Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var parts = json.RootElement.GetProperty("start").GetString()!.Split('/', 2);
            if (json.RootElement.GetProperty("v").GetString() == Format && parts.Length == 2)
            {
                return new(json.RootElement.GetProperty("rv").GetInt64(), new(parts[0], parts[1]));
            }
        }
        catch (Exception bad) when (bad is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Answered below: whatever is wrong with it, the caller did not get it from here.
        }

        throw new ApiException(StatusErrors.BadRequest("invalid continue token: continue key is not valid"));
    }

    /// <summary>The token as it goes out, opaque to clients.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes($"{{\"v\":\"{Format}\",\"rv\":{Revision},\"start\":\"{Last.Namespace}/{Last.Name}\"}}"));

    /// <summary>410, with a token that goes on without the promise of one moment.</summary>
    public static Status Expired(ContinueToken token)
    {
        var status = StatusErrors.Expired(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, "
            + "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an "
            + "inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.");
        return status with { Metadata = new ListMeta { Continue = (token with { Revision = -1 }).ToString() } };
    }
}
