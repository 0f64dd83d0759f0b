namespace Portcullis.Policy.Network.Answers;

/// <summary>What the policies say at one end of a connection.</summary>
public sealed record DirectionVerdict
{
    /// <summary>True when a policy selects the pod for this direction. What is not isolated is open.</summary>
    public required bool Isolated { get; init; }

    /// <summary>True when it is not isolated, or one of the policies allows the connection.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The policies that isolate, sorted by name. What they allow is added up.</summary>
    public required IReadOnlyList<PolicyVerdict> Policies { get; init; }
}
