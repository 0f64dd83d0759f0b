namespace Portcullis.Policy.Network.Lint;

/// <summary>An object that does not do what it seems to.</summary>
/// <param name="Code">What kind of finding: one of <see cref="LintCodes"/>.</param>
/// <param name="Object"><c>namespace/name</c> of the policy.</param>
/// <param name="Path">The field, such as <c>spec.ingress[0].from[1]</c>.</param>
/// <param name="Message">What really happens: one sentence, lower case.</param>
/// <param name="Fix">What to write instead: one sentence, lower case.</param>
public sealed record LintFinding(string Code, string Object, string Path, string Message, string Fix);
