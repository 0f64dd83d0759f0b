using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Reading;

/// <summary>A stack as it stands: its record, its Pod, its node.</summary>
public sealed record Stack
{
    /// <summary>What its Service says.</summary>
    public required StackRecord Record { get; init; }

    /// <summary>Its current Pod; null while there is none.</summary>
    public Pod? Pod { get; init; }

    /// <summary>The name of the node that its Pod runs on; null until it is scheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>The hosts that players connect to: one of each address family that the stack can be reached by, the usual one first; none if unknown.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The host that players usually connect to; null if unknown.</summary>
    public string? Host => Hosts is [var first, ..] ? first : null;

    /// <summary>Its state.</summary>
    public required StackStatus Status { get; init; }

    /// <summary>Whether every container is ready to be spoken to.</summary>
    public required bool Ready { get; init; }

    /// <summary>Why it is in this state, as a PascalCase code; null when there is nothing to explain.</summary>
    public string? Reason { get; init; }

    /// <summary>The same in words.</summary>
    public string? Message { get; init; }

    /// <summary>What its airlock felt, or felt the last time; null while that is not known, and where it has none.</summary>
    public AirlockOutcome? Airlock { get; init; }

    /// <summary>Its name.</summary>
    public StackId Id => Record.Id;

    /// <summary>When it last changed: by a caller, or by what became of its Pod.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
