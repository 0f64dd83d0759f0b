namespace Portcullis.Policy.Network.Inputs;

/// <summary>A container port that has a name.</summary>
internal readonly record struct NamedPort(string Name, ProtocolPort Port);
