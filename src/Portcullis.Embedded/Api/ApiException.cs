using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Ends a request with a failure Status.</summary>
internal sealed class ApiException(Status status) : Exception(status.Message)
{
    public Status Status { get; } = status;

    /// <summary>The HTTP status code.</summary>
    public int Code => Status.Code ?? 500;
}
