using Portcullis.Embedded.Http;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Handles requests for resources: one method a verb.</summary>
internal sealed partial class ResourceHandler(ObjectStore store, ObjectRegistry registry, IPodLogs logs)
{
    /// <exception cref="ApiException">The request is refused.</exception>
    public ApiResult Handle(ApiCall call)
    {
        CheckAccept(call);
        if (call.Type.Namespaced && call.Target.Namespace.Length == 0 && call.Verb is not ("list" or "watch"))
        {
            throw MethodNotAllowed();
        }

        WriteChecks.Check(call);
        return call.Target.Subresource is { } subresource ? HandleSubresource(call, subresource) : HandleObject(call);
    }

    private ApiResult HandleObject(ApiCall call) => call.Verb switch
    {
        "get" => Get(call),
        "list" => List(call),
        "watch" => Watch(call),
        "create" when call.Target.Name is null => Create(call),
        "update" => Update(call),
        "patch" => Patch(call),
        "delete" => Delete(call),
        "deletecollection" when call.Definition.CollectionCanBeDeleted => DeleteCollection(call),
        _ => throw MethodNotAllowed(),
    };

    private ApiResult HandleSubresource(ApiCall call, string subresource) => (subresource, call.Verb) switch
    {
        ("status", "get") when call.Definition.Strategy.HasStatus => Get(call),
        ("status", "update") when call.Definition.Strategy.HasStatus => Update(call),
        ("status", "patch") when call.Definition.Strategy.HasStatus => Patch(call),
        ("binding", "create") when call.Type == ResourceTypes.Pods => Bind(call),
        ("log", "get") when call.Type == ResourceTypes.Pods => ReadLog(call),
        ("finalize", "update") when call.Type == ResourceTypes.Namespaces => Finalize(call),
        ("status", _) when call.Definition.Strategy.HasStatus => throw MethodNotAllowed(),
        ("binding" or "log", _) when call.Type == ResourceTypes.Pods => throw MethodNotAllowed(),
        _ => throw new ApiException(StatusErrors.UnknownPath()),
    };

    private static void CheckAccept(ApiCall call)
    {
        var accept = call.Request.Accept;
        if (!MediaTypes.AcceptsAny(accept))
        {
            throw Unrouted(406, "Not Acceptable", StatusReasons.NotAcceptable);
        }

        if (!MediaTypes.AcceptsJson(accept))
        {
            throw new ApiException(StatusErrors.NotAcceptable(ObjectDecoder.Accepted));
        }

        if (call.Request.Query["includeObject"] is { } include and not ("Metadata" or "Object" or "None") && MediaTypes.PrefersTable(accept))
        {
            var error = FieldError.Invalid("includeObject", include, "must be 'Metadata', 'Object', 'None', or empty");
            throw new ApiException(StatusErrors.BadRequest($"Unable to convert to Table as requested: {error}"));
        }
    }

    private static ApiException MethodNotAllowed() => new(StatusErrors.UnknownMethod());

    /// <summary>As the API server's router puts it, before a resource is known.</summary>
    private static ApiException Unrouted(int code, string text, string reason) => new(new Status
    {
        Kind = "Status",
        ApiVersion = "v1",
        Metadata = new ListMeta(),
        Outcome = "Failure",
        Message = $"{code}: {text}",
        Reason = reason,
        Details = new StatusDetails(),
        Code = code,
    });
}
