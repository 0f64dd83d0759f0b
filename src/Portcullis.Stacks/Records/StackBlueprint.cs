using Portcullis.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Records;

/// <summary>What a stack is to be: everything that its Service and its Pods are made from.</summary>
internal sealed record StackBlueprint
{
    public required StackId Id { get; init; }

    public required StackTerms Terms { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required IReadOnlyList<TargetPort> Ports { get; init; }

    public required string Manifest { get; init; }

    public required Pod Template { get; init; }

    public required long CpuMilli { get; init; }

    public required long MemoryBytes { get; init; }

    /// <summary>The blueprint that a record was once made from.</summary>
    public static StackBlueprint Of(StackRecord record) => new()
    {
        Id = record.Id,
        Terms = record.Terms,
        ExpiresAt = record.ExpiresAt,
        Ports = [.. record.Ports.Select(port => port.Target)],
        Manifest = record.Manifest,
        Template = TemplateOf(record),
        CpuMilli = record.CpuMilli,
        MemoryBytes = record.MemoryBytes,
    };

    private static Pod TemplateOf(StackRecord record)
    {
        try
        {
            return AdmittedManifest.ToPod(record.Manifest) is { Spec.Containers.Count: > 0 } template ? template : throw new FormatException("it has no containers");
        }
        catch (FormatException error)
        {
            throw new StackException(new(ProblemKind.Internal, StackReasons.DamagedRecord, "the stack's recorded manifest was changed by hand and cannot be read any more"), error);
        }
    }

    // Compared by identity: the lists inside would make member-wise equality a trap.
    public bool Equals(StackBlueprint? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
