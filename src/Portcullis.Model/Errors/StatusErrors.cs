using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Errors;

/// <summary>
/// Failure answers of the Kubernetes API, with the status codes, reasons and wording that clients know.
/// <see href="https://pkg.go.dev/k8s.io/apimachinery/pkg/api/errors"/>
/// </summary>
public static partial class StatusErrors
{
    /// <summary>404: no such object.</summary>
    /// <param name="resource">The resource asked for.</param>
    /// <param name="name">The name asked for.</param>
    public static Status NotFound(ResourceType resource, string name)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Of(404, StatusReasons.NotFound, $"{resource.QualifiedName} \"{name}\" not found", About(resource, name));
    }

    /// <summary>404: no such path or resource.</summary>
    public static Status UnknownPath() =>
        Of(404, StatusReasons.NotFound, "the server could not find the requested resource", new StatusDetails());

    /// <summary>409: the name is taken.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The taken name.</param>
    public static Status AlreadyExists(ResourceType resource, string name)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Of(409, StatusReasons.AlreadyExists, $"{resource.QualifiedName} \"{name}\" already exists", About(resource, name));
    }

    /// <summary>409: the object is not as the caller believes.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="why">What stands in the way; by default that the object was modified.</param>
    public static Status Conflict(ResourceType resource, string name, string why = ObjectModified)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Of(409, StatusReasons.Conflict, $"Operation cannot be fulfilled on {resource.QualifiedName} \"{name}\": {why}", About(resource, name));
    }

    /// <summary>403: not allowed.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The object's name; empty when there is none.</param>
    /// <param name="why">Why not.</param>
    public static Status Forbidden(ResourceType resource, string name, string why)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var subject = string.IsNullOrEmpty(name) ? resource.QualifiedName : $"{resource.QualifiedName} \"{name}\"";
        return Of(403, StatusReasons.Forbidden, $"{subject} is forbidden: {why}", About(resource, name));
    }

    /// <summary>422: the object breaks the rules of its kind.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="errors">Every fault found.</param>
    public static Status Invalid(ResourceType resource, string name, IReadOnlyCollection<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Invalid(resource.Group, resource.Kind, name, errors);
    }

    /// <summary>422: an object that is no resource, such as the options of a request, breaks the rules of its kind.</summary>
    /// <param name="group">The kind's group; empty for the core group.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The object's name; may be empty.</param>
    /// <param name="errors">Every fault found.</param>
    public static Status Invalid(string group, string kind, string name, IReadOnlyCollection<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var message = $"{(string.IsNullOrEmpty(group) ? kind : $"{kind}.{group}")} \"{name}\" is invalid";
        var details = new StatusDetails
        {
            Name = Given(name),
            Group = Given(group),
            Kind = Given(kind),
            Causes = [.. errors.Select(e => new StatusCause { Reason = e.Reason, Message = e.Body, Field = e.Field })],
        };
        return Of(422, StatusReasons.Invalid, errors.Count == 0 ? message : $"{message}: {Join(errors)}", details);
    }

    /// <summary>405: the resource has no such verb.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="action">The verb.</param>
    public static Status MethodNotAllowed(ResourceType resource, string action)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Of(
            405,
            StatusReasons.MethodNotAllowed,
            $"{action} is not supported on resources of kind \"{resource.QualifiedName}\"",
            About(resource, null));
    }

    /// <summary>Why an update with an old resourceVersion is refused.</summary>
    public const string ObjectModified = "the object has been modified; please apply your changes to the latest version and try again";

    private static string Join(IReadOnlyCollection<FieldError> errors)
    {
        var messages = errors.Select(e => e.ToString()).Distinct(StringComparer.Ordinal).ToList();
        return messages.Count == 1 ? messages[0] : $"[{string.Join(", ", messages)}]";
    }

    private static StatusDetails About(ResourceType resource, string? name) =>
        new() { Name = Given(name), Group = Given(resource.Group), Kind = resource.Plural };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Status Of(int code, string? reason, string message, StatusDetails? details = null) => new()
    {
        Kind = "Status",
        ApiVersion = "v1",
        Metadata = new ListMeta(),
        Outcome = "Failure",
        Message = message,
        Reason = reason,
        Details = details,
        Code = code,
    };
}
