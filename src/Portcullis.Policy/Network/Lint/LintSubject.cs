using System.Runtime.CompilerServices;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Lint;

/// <summary>What is looked over: policies, and the objects that they are about, as far as these are known. Compared by identity.</summary>
public sealed record LintSubject
{
    /// <summary>The policies as written.</summary>
    public required IReadOnlyList<NetworkPolicy> Policies { get; init; }

    /// <summary>The namespaces; where none are known, nothing is said about what matches none.</summary>
    public IReadOnlyList<Namespace> Namespaces { get; init; } = [];

    /// <summary>The names of namespaces among them whose labels are guessed.</summary>
    public IReadOnlyList<string> AssumedNamespaces { get; init; } = [];

    /// <summary>The pods, finished ones too; where none are known, nothing is said about what matches none.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>The services.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>Fields that whoever read the policies found and the API does not have.</summary>
    public IReadOnlyList<(NamespacedName Policy, string Path)> UnknownFields { get; init; } = [];

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(LintSubject? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
