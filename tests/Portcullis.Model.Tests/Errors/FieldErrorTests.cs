using Portcullis.Model.Errors;

namespace Portcullis.Model.Tests.Errors;

public sealed class FieldErrorTests
{
    public static TheoryData<FieldError, string, string> Wording => new()
    {
        { FieldError.Invalid("a", "x", "must be y"), "FieldValueInvalid", "a: Invalid value: \"x\": must be y" },
        { FieldError.Invalid("a", 7, "must be y"), "FieldValueInvalid", "a: Invalid value: 7: must be y" },
        { FieldError.Invalid("a", true, "no"), "FieldValueInvalid", "a: Invalid value: true: no" },
        { FieldError.Invalid("a", null, "no"), "FieldValueInvalid", "a: Invalid value: null: no" },
        { FieldError.Invalid("a", "say \"x\"\n\\", "no"), "FieldValueInvalid", "a: Invalid value: \"say \\\"x\\\"\\n\\\\\": no" },
        { FieldError.Invalid("a", new List<string> { "x", "y" }, "no"), "FieldValueInvalid", "a: Invalid value: [\"x\",\"y\"]: no" },
        { FieldError.Required("a"), "FieldValueRequired", "a: Required value" },
        { FieldError.Required("a", "say it"), "FieldValueRequired", "a: Required value: say it" },
        { FieldError.Duplicate("a", "x"), "FieldValueDuplicate", "a: Duplicate value: \"x\"" },
        { FieldError.NotSupported("a", "x", "A", "B"), "FieldValueNotSupported", "a: Unsupported value: \"x\": supported values: \"A\", \"B\"" },
        { FieldError.Forbidden("a", "no"), "FieldValueForbidden", "a: Forbidden: no" },
        { FieldError.TooLong("a", 10), "FieldValueTooLong", "a: Too long: may not be more than 10 bytes" },
        { FieldError.TooMany("a", 3, 2), "FieldValueTooMany", "a: Too many: 3: must have at most 2 items" },
        { FieldError.NotFound("a", "x"), "FieldValueNotFound", "a: Not found: \"x\"" },
        { FieldError.TypeInvalid("a", "x", "no"), "FieldValueTypeInvalid", "a: Invalid value: \"x\": no" },
        { FieldError.InternalError("a", "oops"), "InternalError", "a: Internal error: oops" },
    };

    [Theory]
    [MemberData(nameof(Wording))]
    public void Error_speaks_as_the_api_server_does(FieldError error, string reason, string text)
    {
        error.Reason.ShouldBe(reason);
        error.ToString().ShouldBe(text);
    }

    [Fact]
    public void Path_writes_fields_indexes_and_keys() =>
        FieldPath.Of("spec").Child("containers").Index(0).Child("limits").Key("cpu").ToString().ShouldBe("spec.containers[0].limits[cpu]");
}
