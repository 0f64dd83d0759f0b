namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Misspelt fields: the API server drops them, and what is left means something else.</summary>
internal sealed class UnknownFieldRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) => context.Subject.UnknownFields.Select(field => new LintFinding(
        LintCodes.UnknownField,
        field.Policy.ToString(),
        field.Path,
        "the API has no such field: the API server drops it, so the policy means what is left without it",
        "mend the spelling and the indentation"));
}
