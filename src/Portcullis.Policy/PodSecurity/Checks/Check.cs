using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>One control of the standards.</summary>
/// <param name="Id">Its id, as the reference implementation has it.</param>
/// <param name="Level">The lowest level that it belongs to.</param>
/// <param name="Versions">How it is made, from which minor version on; in ascending order.</param>
internal sealed record Check(string Id, PodSecurityLevel Level, params CheckVersion[] Versions)
{
    /// <summary>The baseline check whose place it takes at the restricted level, or null.</summary>
    public string? Overrides { get; init; }

    /// <summary>How it is made at a version; null when it does not exist there yet.</summary>
    public CheckFunction? At(int minor) => Versions.LastOrDefault(version => version.From <= minor).Run;
}

/// <summary>A check as it is from one version on.</summary>
/// <param name="From">The first minor version.</param>
/// <param name="Run">The check.</param>
internal readonly record struct CheckVersion(int From, CheckFunction Run);

/// <summary>Looks at a pod.</summary>
/// <returns>What forbids it, or null.</returns>
internal delegate Finding? CheckFunction(ObjectMeta metadata, PodSpec spec);

/// <summary>What forbids a pod.</summary>
/// <param name="Reason">In a few words.</param>
/// <param name="Detail">Who and what.</param>
internal sealed record Finding(string Reason, string Detail);
