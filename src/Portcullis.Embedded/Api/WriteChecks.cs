using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Api;

/// <summary>Checks the options of a write before its body is looked at.</summary>
internal static class WriteChecks
{
    private const int MaxManagerLength = 128;

    /// <exception cref="ApiException">422.</exception>
    public static void Check(ApiCall call)
    {
        var kind = call.Verb switch
        {
            "create" => "CreateOptions",
            "update" => "UpdateOptions",
            "patch" => "PatchOptions",
            _ => null,
        };
        if (kind is null)
        {
            return;
        }

        var errors = new List<FieldError>();
        if (call.Request.Query["fieldManager"] is { } manager)
        {
            Manager(manager, errors);
        }

        DryRun([.. call.Request.Query.All("dryRun").Where(v => v.Length > 0)], errors);
        if (call.Request.Query["fieldValidation"] is { } validation and not ("Ignore" or "Strict" or "Warn"))
        {
            errors.Add(FieldError.NotSupported("fieldValidation", validation, "Ignore", "Strict", "Warn"));
        }

        Refuse(errors, kind);
    }

    /// <summary>Refuses any value but <c>All</c>.</summary>
    public static void DryRun(IReadOnlyList<string> asked, List<FieldError> errors)
    {
        if (asked.Any(v => v != "All"))
        {
            errors.Add(FieldError.NotSupported("dryRun", asked, "All"));
        }
    }

    public static void Refuse(IReadOnlyList<FieldError> errors, string kind)
    {
        if (errors.Count > 0)
        {
            throw new ApiException(ListOptions.Invalid(kind, errors));
        }
    }

    private static void Manager(string manager, List<FieldError> errors)
    {
        if (manager.Length > MaxManagerLength)
        {
            errors.Add(FieldError.TooLong("fieldManager", MaxManagerLength));
        }

        for (var i = 0; i < manager.Length; i++)
        {
            if (char.IsControl(manager[i]))
            {
                errors.Add(FieldError.Invalid("fieldManager", manager, $"invalid character U+{(int)manager[i]:X4} (at position {i})"));
            }
        }
    }
}
