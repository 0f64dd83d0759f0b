namespace Portcullis.Policy.Network.Inputs;

/// <summary>The ports that a pod's containers declare.</summary>
internal readonly record struct PodPorts(IReadOnlyList<ProtocolPort> All, IReadOnlyList<NamedPort> Named);
