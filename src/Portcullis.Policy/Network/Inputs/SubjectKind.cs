namespace Portcullis.Policy.Network.Inputs;

/// <summary>What policies can say of one end of a connection.</summary>
internal enum SubjectKind
{
    /// <summary>A pod with an address of its own: selectors and blocks match it, policies isolate it.</summary>
    Pod,

    /// <summary>A node, or a pod that uses its node's network: an address alone, and beyond what the API defines.</summary>
    Host,

    /// <summary>An address outside of the cluster: blocks alone match it.</summary>
    Outside,
}
