namespace Portcullis.Policy.Network;

/// <summary>A container port that has a name.</summary>
internal readonly record struct NamedPort(string Name, ProtocolPort Port);
