using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>What an endpoint stands for.</summary>
internal abstract record Resolved
{
    private Resolved()
    {
    }

    /// <summary>One end of a connection.</summary>
    /// <param name="Subject">Who it is.</param>
    /// <param name="Notes">How it was found, and what cannot be proven of it.</param>
    public sealed record One(Subject Subject, IReadOnlyList<Note> Notes) : Resolved;

    /// <summary>A service: as a destination, the pods behind it.</summary>
    public sealed record Behind(ServiceFacts Service, IpValue Address) : Resolved;

    /// <summary>Nobody.</summary>
    public sealed record Nobody(string Reason) : Resolved;
}
