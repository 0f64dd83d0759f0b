using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Answers;

/// <summary>What one policy says of a connection, in one direction.</summary>
public sealed record PolicyVerdict
{
    /// <summary>The policy.</summary>
    public required NamespacedName Policy { get; init; }

    /// <summary>The first rule that allows, counted from 0; null when none does.</summary>
    public required int? Rule { get; init; }

    /// <summary>The entry of that rule's <c>from</c> or <c>to</c>; null when it has none, and so does not ask who.</summary>
    public required int? Peer { get; init; }

    /// <summary>The entry of that rule's <c>ports</c>; null when it has none, and so does not ask which.</summary>
    public required int? Port { get; init; }

    /// <summary>True when a rule allows.</summary>
    public bool Allows => Rule is not null;

    /// <summary>Why, to follow the policy's name: <c>it has no egress rule</c>.</summary>
    public required string Reason { get; init; }
}
