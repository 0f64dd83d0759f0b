using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>What the API server refuses, in its own words.</summary>
internal sealed class InvalidObjectRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Subject.Policies
        from error in Errors(policy)
        select Finding(ObjectNames.Of(policy), error);

    private static List<FieldError> Errors(NetworkPolicy policy)
    {
        List<FieldError> errors = [];
        PolicyReader.Read(policy, ObjectNames.Of(policy), errors);
        return errors;
    }

    private static LintFinding Finding(NamespacedName name, FieldError error) => IsEndPortOfName(error)
        ? new(LintCodes.EndPortWithNamedPort, name.ToString(), error.Field, "a range needs a number to begin with, and this port is a name: the API server refuses the policy", "give the port by number, or list the names one by one without endPort")
        : new(LintCodes.InvalidObject, name.ToString(), error.Field, $"the API server refuses the policy: {error.Body}", Fix(error));

    private static bool IsEndPortOfName(FieldError error) =>
        error.Field.EndsWith(".endPort", StringComparison.Ordinal) && error.Detail.Contains("non-numeric", StringComparison.Ordinal);

    private static string Fix(FieldError error) => error.Type switch
    {
        FieldErrorType.Required => "write the field",
        FieldErrorType.Forbidden => "take the field away, or what it may not stand beside",
        FieldErrorType.NotSupported => $"use one of the {error.Detail}",
        FieldErrorType.TooMany or FieldErrorType.TooLong => "make it shorter",
        _ => error.Detail.Length > 0 ? $"mend the value: {error.Detail}" : "mend the value",
    };
}
