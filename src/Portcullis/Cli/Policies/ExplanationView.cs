using Portcullis.Policy.Network;

namespace Portcullis.Cli.Policies;

/// <summary>The answer of <c>policy explain</c>.</summary>
/// <param name="From">The source.</param>
/// <param name="To">The destination.</param>
/// <param name="Port">The port.</param>
/// <param name="Verdict"><c>allowed</c> or <c>denied</c>.</param>
/// <param name="Egress">The source's side.</param>
/// <param name="Ingress">The destination's side.</param>
/// <param name="Text">All of it in sentences.</param>
internal sealed record ExplanationView(string From, string To, string Port, string Verdict, DirectionView Egress, DirectionView Ingress, IReadOnlyList<string> Text)
{
    /// <summary>Makes it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static ExplanationView Of(NetworkVerdict verdict) => new(
        verdict.Question.From.ToString()!,
        verdict.Question.To.ToString()!,
        verdict.Question.Port.ToString(),
        verdict.Allowed ? "allowed" : "denied",
        DirectionView.Of(verdict.Egress),
        DirectionView.Of(verdict.Ingress),
        verdict.Text);
}

/// <summary>One direction.</summary>
/// <param name="Isolated">Whether a policy selects the pod.</param>
/// <param name="Allowed">Whether the connection passes.</param>
/// <param name="Policies">The policies that isolate.</param>
internal sealed record DirectionView(bool Isolated, bool Allowed, IReadOnlyList<PolicyView> Policies)
{
    /// <summary>Makes it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static DirectionView Of(DirectionVerdict verdict) => new(
        verdict.Isolated,
        verdict.Allowed,
        [.. verdict.Policies.Select(policy => new PolicyView(policy.Policy.ToString(), policy.Rule, policy.Allows))]);
}

/// <summary>One policy.</summary>
/// <param name="Policy"><c>namespace/name</c>.</param>
/// <param name="Rule">The first rule that allows, from 0; null when none does.</param>
/// <param name="Allows">Whether one does.</param>
internal sealed record PolicyView(string Policy, int? Rule, bool Allows);
