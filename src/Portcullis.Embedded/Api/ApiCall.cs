using Portcullis.Embedded.Http;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;

namespace Portcullis.Embedded.Api;

/// <summary>A request for a resource, taken apart.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, delete or deletecollection.</param>
/// <param name="Request">The request.</param>
/// <param name="Target">What it names.</param>
/// <param name="Body">Its whole body.</param>
internal sealed record ApiCall(string Verb, ApiRequest Request, RequestTarget Target, ReadOnlyMemory<byte> Body)
{
    public ResourceDefinition Definition => Target.Resource;

    public ResourceType Type => Target.Resource.Type;

    public NamespacedName Key => new(Target.Namespace, Target.Name ?? "");

    /// <summary>The media type of the body, without parameters.</summary>
    public string MediaType => Request.ContentType.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether nothing is to be written; <see cref="WriteChecks"/> has seen to it that there is no other value.</summary>
    public bool DryRun => Request.Query.All("dryRun").Any(v => v.Length > 0);

    /// <summary>Who writes: the name given, or the program's own from its user agent.</summary>
    public string Manager
    {
        get
        {
            if (Request.Query["fieldManager"] is { } named)
            {
                return named;
            }

            var agent = Request.UserAgent.Split('/', 2)[0];
            return agent.Length > 0 ? agent : "unknown";
        }
    }

    public WriteOptions WriteOptions => new(Manager, DryRun, Target.Subresource);

    /// <summary>The verb of a request.</summary>
    /// <returns>Null when the method has no meaning for this target.</returns>
    public static string? VerbOf(ApiRequest request, RequestTarget target)
    {
        // One object is watched by the older path; with a name, the parameter means nothing.
        var isWatch = target.IsWatch || (target.Name is null && request.Query.Flag("watch"));
        return (request.Method, target.Name is not null) switch
        {
            ("GET", _) when isWatch && target.Subresource is null => "watch",
            ("GET", true) => "get",
            ("GET", false) => "list",
            ("POST", _) => "create",
            ("PUT", true) => "update",
            ("PATCH", true) => "patch",
            ("DELETE", true) => "delete",
            ("DELETE", false) => "deletecollection",
            _ => null,
        };
    }
}
