using System.Runtime.CompilerServices;

namespace Portcullis.Admission;

/// <summary>A manifest that asks to become a stack. Compared by identity.</summary>
public sealed record AdmissionRequest
{
    /// <summary>The untrusted manifest: any text at all.</summary>
    public required string Manifest { get; init; }

    /// <summary>The container ports that players shall reach; none, and then refused, by default.</summary>
    public IReadOnlyList<TargetPort> TargetPorts { get; init; } = [];

    /// <summary>True to judge the manifest alone, when nobody has said yet which ports players shall reach. False by default.</summary>
    public bool ManifestAlone { get; init; }

    /// <summary>The name of a profile of the policy that requests may name; null for the policy's default.</summary>
    public string? Profile { get; init; }

    /// <summary>The name servers to force, 1 to 3 addresses; localhost, which answers nothing, by default.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = ["127.0.0.1"];

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(AdmissionRequest? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
