using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reference;

/// <summary>A connection over one family of addresses.</summary>
internal readonly record struct Connection(Subject From, Subject To, ProtocolPort Port, IpFamily Path)
{
    /// <summary>Whose policies speak in a direction.</summary>
    public Subject Own(Direction direction) => direction == Direction.Egress ? From : To;

    /// <summary>Who is the peer in a direction.</summary>
    public Subject Other(Direction direction) => direction == Direction.Egress ? To : From;
}
