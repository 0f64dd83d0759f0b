using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The policies that isolate a group of classes; none, and it is open.</summary>
/// <param name="Policies">In the order of their names.</param>
/// <param name="Example">A pod of the group: of a group of destinations, all call their ports alike.</param>
internal sealed record RoleGroup(CompiledPolicy[] Policies, Subject Example);
