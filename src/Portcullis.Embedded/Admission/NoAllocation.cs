using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Admission;

/// <summary>For objects that need no address and no port.</summary>
internal sealed class NoAllocation(KubernetesObject value) : IAllocation
{
    public KubernetesObject Value { get; } = value;

    public void Keep()
    {
    }

    public void Dispose()
    {
    }
}
