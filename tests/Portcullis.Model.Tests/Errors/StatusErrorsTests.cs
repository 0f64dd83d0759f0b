using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Tests.Errors;

public sealed class StatusErrorsTests
{
    [Fact]
    public void Invalid_with_one_error_names_kind_object_and_field()
    {
        var status = StatusErrors.Invalid(ResourceTypes.Pods, "x", [FieldError.Required("spec.a")]);

        status.Code.ShouldBe(422);
        status.Reason.ShouldBe("Invalid");
        status.Message.ShouldBe("Pod \"x\" is invalid: spec.a: Required value");
        status.Details!.Kind.ShouldBe("Pod");
        status.Details.Group.ShouldBeNull();
        status.Details.Causes.ShouldBe([new StatusCause { Reason = "FieldValueRequired", Message = "Required value", Field = "spec.a" }]);
    }

    [Fact]
    public void Invalid_with_several_errors_brackets_them_and_says_each_once()
    {
        var bad = FieldError.Invalid("spec.b", 0, "must be positive");

        var status = StatusErrors.Invalid(ResourceTypes.NetworkPolicies, "x", [FieldError.Required("spec.a"), bad, bad]);

        status.Message.ShouldBe("NetworkPolicy.networking.k8s.io \"x\" is invalid: [spec.a: Required value, spec.b: Invalid value: 0: must be positive]");
        status.Details!.Causes!.Count.ShouldBe(3);
        status.Details.Group.ShouldBe("networking.k8s.io");
    }

    [Fact]
    public void Conflict_says_that_the_object_was_modified()
    {
        var status = StatusErrors.Conflict(ResourceTypes.Services, "x");

        status.Code.ShouldBe(409);
        status.Message.ShouldBe("Operation cannot be fulfilled on services \"x\": the object has been modified; please apply your changes to the latest version and try again");
        status.Details!.Kind.ShouldBe("services");
    }

    [Theory]
    [InlineData("x", "pods \"x\" is forbidden: exceeded quota")]
    [InlineData("", "pods is forbidden: exceeded quota")]
    public void Forbidden_names_the_object_when_there_is_one(string name, string message) =>
        StatusErrors.Forbidden(ResourceTypes.Pods, name, "exceeded quota").Message.ShouldBe(message);

    [Fact]
    public void Every_failure_carries_its_code_and_reason()
    {
        Status[] all =
        [
            StatusErrors.BadRequest("x"), StatusErrors.Unauthorized(), StatusErrors.Forbidden(ResourceTypes.Pods, "p", "x"),
            StatusErrors.NotFound(ResourceTypes.Leases, "l"), StatusErrors.UnknownPath(), StatusErrors.MethodNotAllowed(ResourceTypes.Pods, "create"),
            StatusErrors.NotAcceptable("application/json"), StatusErrors.AlreadyExists(ResourceTypes.Pods, "p"), StatusErrors.Gone("x"),
            StatusErrors.Expired("x"), StatusErrors.RequestEntityTooLarge("limit is 3145728"), StatusErrors.UnsupportedMediaType("application/json"),
            StatusErrors.TooManyRequests(7), StatusErrors.InternalError("x"), StatusErrors.ServiceUnavailable("x"), StatusErrors.Timeout("x"),
        ];

        all.Select(s => $"{s.Code} {s.Reason}").ShouldBe(
        [
            "400 BadRequest", "401 Unauthorized", "403 Forbidden", "404 NotFound", "404 NotFound", "405 MethodNotAllowed", "406 NotAcceptable",
            "409 AlreadyExists", "410 Gone", "410 Expired", "413 RequestEntityTooLarge", "415 UnsupportedMediaType", "429 TooManyRequests",
            "500 InternalError", "503 ServiceUnavailable", "504 Timeout",
        ]);
        all.ShouldAllBe(s => s.Kind == "Status" && s.ApiVersion == "v1" && s.Outcome == "Failure");
        all[3].Message.ShouldBe("leases.coordination.k8s.io \"l\" not found");
        all[12].Details!.RetryAfterSeconds.ShouldBe(7);
    }
}
