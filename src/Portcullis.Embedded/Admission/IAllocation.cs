using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Admission;

/// <summary>Addresses and ports taken for a write that has not happened yet; given back on dispose unless kept.</summary>
internal interface IAllocation : IDisposable
{
    /// <summary>The object with what was allocated.</summary>
    KubernetesObject Value { get; }

    /// <summary>The write happened: what was taken stays taken, what it no longer names is free.</summary>
    void Keep();
}
