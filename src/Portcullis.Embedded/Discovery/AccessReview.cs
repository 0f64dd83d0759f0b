using System.Text.Json;
using Portcullis.Embedded.Api;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Authorization;

namespace Portcullis.Embedded.Discovery;

/// <summary>Answers "may I?". <see href="https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/"/></summary>
/// <param name="denied">What may not be done; everything else may.</param>
internal sealed class AccessReview(Func<ResourceAttributes, bool> denied)
{
    public const string Path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <exception cref="ApiException">400 or 422.</exception>
    public ApiResult Answer(ReadOnlyMemory<byte> body)
    {
        SelfSubjectAccessReview? review;
        try
        {
            review = JsonSerializer.Deserialize(body.Span, ModelJson.Default.SelfSubjectAccessReview);
        }
        catch (JsonException bad)
        {
            throw new ApiException(StatusErrors.BadRequest($"the object provided is unrecognized (must be of type SelfSubjectAccessReview): couldn't get version/kind; json parse error: {ObjectDecoder.Reason(bad)} ({ObjectDecoder.Summary(body.Span)})"));
        }

        var spec = review?.Spec ?? new SelfSubjectAccessReviewSpec();
        RefuseInvalid(spec);
        var refused = spec.ResourceAttributes is { } attributes && denied(attributes);
        var answer = (review ?? new SelfSubjectAccessReview()) with
        {
            ApiVersion = "authorization.k8s.io/v1",
            Kind = "SelfSubjectAccessReview",
            Status = new SubjectAccessReviewStatus { Allowed = !refused },
        };
        return new ApiResult.Raw(201, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, ModelJson.Default.SelfSubjectAccessReview));
    }

    private static void RefuseInvalid(SelfSubjectAccessReviewSpec spec)
    {
        var error = (spec.ResourceAttributes, spec.NonResourceAttributes) switch
        {
            (null, null) => FieldError.Invalid("spec.resourceAttributes", null, "exactly one of nonResourceAttributes or resourceAttributes must be specified"),
            (not null, { } path) => FieldError.Invalid("spec.nonResourceAttributes", path, "cannot be specified in combination with resourceAttributes"),
            _ => null,
        };
        if (error is not null)
        {
            // The API server leaves the kind out here.
            throw new ApiException(StatusErrors.Invalid("authorization.k8s.io", "", "", [error]));
        }
    }
}
