using System.Text.Json.Serialization;
using Portcullis.Admission;

namespace Portcullis.Cli.Pods;

/// <summary>The answer of <c>pod admit</c> when it is no.</summary>
/// <param name="Admitted">False.</param>
/// <param name="Reasons">Every reason that could be told.</param>
internal sealed record RefusalView(bool Admitted, IReadOnlyList<ReasonView> Reasons)
{
    /// <summary>Makes it.</summary>
    /// <param name="reasons">The reasons.</param>
    public static RefusalView Of(IReadOnlyList<AdmissionReason> reasons) =>
        new(false, [.. reasons.Select(reason => new ReasonView(reason.Path, reason.Message, reason.Found, reason.Allowed, reason.Hint))]);
}

/// <summary>One reason.</summary>
/// <param name="Path">Where.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Found">What was there.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Hint">How to mend it.</param>
internal sealed record ReasonView(
    string Path,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Found,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Allowed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Hint);
