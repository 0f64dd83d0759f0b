using System.Text.Json;
using Portcullis.Embedded.Api;
using Portcullis.Model;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;

namespace Portcullis.Embedded.Discovery;

/// <summary>Answers "may I?". <see href="https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/"/></summary>
/// <param name="denied">What may not be done; everything else may.</param>
internal sealed class AccessReview(Func<ResourceAttributes, bool> denied)
{
    public const string Path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <exception cref="ApiException">400.</exception>
    public ApiResult Answer(ReadOnlyMemory<byte> body)
    {
        SelfSubjectAccessReview? review;
        try
        {
            review = JsonSerializer.Deserialize(body.Span, ModelJson.Default.SelfSubjectAccessReview);
        }
        catch (JsonException bad)
        {
            throw new ApiException(StatusErrors.BadRequest($"the object provided is unrecognized (must be of type SelfSubjectAccessReview): {bad.Message}"));
        }

        var attributes = review?.Spec?.ResourceAttributes ?? new ResourceAttributes();
        var refused = denied(attributes);
        var answer = (review ?? new SelfSubjectAccessReview()) with
        {
            ApiVersion = "authorization.k8s.io/v1",
            Kind = "SelfSubjectAccessReview",
            Status = new SubjectAccessReviewStatus { Allowed = !refused },
        };
        return new ApiResult.Raw(201, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, ModelJson.Default.SelfSubjectAccessReview));
    }
}
