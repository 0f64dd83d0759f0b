using Portcullis.Admission;

namespace Portcullis.Stacks.Records;

/// <summary>A port of a stack and where players reach it.</summary>
/// <param name="Target">The container's port.</param>
/// <param name="NodePort">The port on the node.</param>
public readonly record struct StackPort(TargetPort Target, int NodePort);
