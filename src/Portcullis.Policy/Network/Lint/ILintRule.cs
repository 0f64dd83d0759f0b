namespace Portcullis.Policy.Network.Lint;

/// <summary>One thing that is looked for.</summary>
internal interface ILintRule
{
    /// <summary>Looks.</summary>
    /// <param name="context">The policies and what is known around them.</param>
    IEnumerable<LintFinding> Check(LintContext context);
}
