using Portcullis.Policy.PodSecurity;

namespace Portcullis.Cli.Pods;

/// <summary>The answer of <c>pod evaluate</c> for one object.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Allowed">Whether it meets the level.</param>
/// <param name="Failures">The checks that it fails, by id.</param>
/// <param name="Message">All of them in one sentence; empty when there are none.</param>
internal sealed record EvaluationView(string Name, bool Allowed, IReadOnlyList<PodSecurityFailure> Failures, string Message);
