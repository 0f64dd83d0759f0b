using System.Globalization;
using Portcullis.Embedded.Http;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Which state of the objects a list shows, and how much of it.</summary>
/// <param name="Limit">The size of a page; 0 for everything.</param>
/// <param name="Continue">Where the last page ended.</param>
/// <param name="Exact">The very revision to show.</param>
/// <param name="AtLeast">A revision the answer must not be older than.</param>
/// <remarks><see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions"/></remarks>
internal sealed record ListOptions(int Limit, ContinueToken? Continue, long? Exact, long? AtLeast)
{
    /// <exception cref="ApiException">400 or 422.</exception>
    public static ListOptions Parse(QueryParameters query)
    {
        var limit = LimitOf(query["limit"]);
        var version = query["resourceVersion"];
        var match = query["resourceVersionMatch"];
        var next = query["continue"];
        if (next is not null && version is not null and not "0")
        {
            throw new ApiException(StatusErrors.BadRequest("specifying resource version is not allowed when using continue"));
        }

        CheckMatch(version, match, next);
        if (version is not null && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ApiException(StatusErrors.BadRequest($"invalid resource version: resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax"));
        }

        var asked = Version(version, "resourceVersion");
        if (next is not null)
        {
            return new(limit, ContinueToken.Parse(next), null, null);
        }

        // From the cache, as version 0 is answered, comes everything at once.
        var exact = asked > 0 && (match == "Exact" || (match is null && limit > 0));
        return new(version == "0" ? 0 : limit, null, exact ? asked : null, asked);
    }

    /// <exception cref="ApiException">500 when it is no number, strange as that is: so do real servers, but for a list.</exception>
    public static long? Version(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ApiException(StatusErrors.Unexpected($"{name}: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"));
    }

    /// <summary>The refusal of options that contradict each other.</summary>
    public static Status Invalid(string kind, params IReadOnlyCollection<FieldError> errors) => StatusErrors.Invalid("meta.k8s.io", kind, "", errors);

    private static void CheckMatch(string? version, string? match, string? next)
    {
        var error = match switch
        {
            null => null,
            not ("Exact" or "NotOlderThan") => FieldError.NotSupported("resourceVersionMatch", match, "Exact", "NotOlderThan", ""),
            _ when next is not null => FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"),
            _ when version is null => FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"),
            "Exact" when version == "0" => FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""),
            _ => null,
        };
        if (error is not null)
        {
            throw new ApiException(Invalid("ListOptions", error));
        }
    }

    private static int LimitOf(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? (int)Math.Clamp(limit, 0, int.MaxValue - 1)
            : throw new ApiException(StatusErrors.BadRequest($"strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax"));
    }
}
