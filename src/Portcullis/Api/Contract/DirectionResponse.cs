using Portcullis.Policy.Network.Answers;

namespace Portcullis.Api.Contract;

/// <summary>What the policies of one end of a connection say.</summary>
/// <param name="Isolated">Whether a policy selects the pod.</param>
/// <param name="Allowed">Whether the connection passes.</param>
/// <param name="Policies">The policies that isolate.</param>
internal sealed record DirectionResponse(bool Isolated, bool Allowed, IReadOnlyList<DecidingPolicyResponse> Policies)
{
    /// <summary>Makes it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static DirectionResponse Of(DirectionVerdict verdict) => new(
        verdict.Isolated,
        verdict.Allowed,
        [.. verdict.Policies.Select(policy => new DecidingPolicyResponse(policy.Policy.ToString(), policy.Rule, policy.Allows))]);
}

/// <summary>One policy that selects the pod.</summary>
/// <param name="Policy"><c>namespace/name</c>.</param>
/// <param name="Rule">The first rule that allows, from 0; null when none does.</param>
/// <param name="Allows">Whether one does.</param>
internal sealed record DecidingPolicyResponse(string Policy, int? Rule, bool Allows);
