using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation;

/// <summary>What containers of ours run with beside stacks: nothing that they do not need.</summary>
internal static class ConfinedContainer
{
    // Nobody's: no image gives it a meaning, and no stack's files are there to be owned.
    private const long User = 65532;

    /// <summary>The strictest context.</summary>
    public static SecurityContext Context() => new()
    {
        RunAsUser = User,
        RunAsGroup = User,
        RunAsNonRoot = true,
        Privileged = false,
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = true,
        Capabilities = new() { Drop = ["ALL"] },
        SeccompProfile = new() { Type = "RuntimeDefault" },
    };

    /// <summary>What one reserves, or is limited to. Storage, too: a quota on it refuses pods of which one container names none. Nothing is ever written.</summary>
    /// <param name="cpuMilli">CPU, in thousandths.</param>
    /// <param name="bytes">Memory, and storage, in bytes.</param>
    public static Dictionary<string, Quantity> Amounts(long cpuMilli, long bytes) => new(StringComparer.Ordinal)
    {
        ["cpu"] = Quantity.FromMilli(cpuMilli),
        ["memory"] = Quantity.FromUnits(bytes, QuantityFormat.BinarySI),
        ["ephemeral-storage"] = Quantity.FromUnits(bytes, QuantityFormat.BinarySI),
    };
}
