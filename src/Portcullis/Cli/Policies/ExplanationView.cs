using Portcullis.Api.Contract;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies;

/// <summary>The answer of <c>policy explain</c>.</summary>
/// <param name="From">The source.</param>
/// <param name="To">The destination.</param>
/// <param name="Port">The port.</param>
/// <param name="Verdict"><c>allowed</c> or <c>denied</c>.</param>
/// <param name="Egress">The source's side.</param>
/// <param name="Ingress">The destination's side.</param>
/// <param name="Text">All of it in sentences.</param>
internal sealed record ExplanationView(string From, string To, string Port, string Verdict, DirectionResponse Egress, DirectionResponse Ingress, IReadOnlyList<string> Text)
{
    /// <summary>Makes it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static ExplanationView Of(NetworkVerdict verdict) => new(
        verdict.Question.From.ToString()!,
        verdict.Question.To.ToString()!,
        verdict.Question.Port.ToString(),
        verdict.Allowed ? "allowed" : "denied",
        DirectionResponse.Of(verdict.Egress),
        DirectionResponse.Of(verdict.Ingress),
        verdict.Text);
}
