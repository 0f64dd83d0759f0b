using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Reference;

/// <summary>What a question needs to know of a cluster.</summary>
internal interface IClusterView
{
    IReadOnlyList<ObjectProblem> Problems { get; }

    /// <summary>Live pods, those on their node's network included, in the order of their names.</summary>
    IEnumerable<Subject> Pods { get; }

    Subject? FindPod(NamespacedName name);

    /// <summary>True of a pod that has succeeded or failed.</summary>
    bool IsFinished(NamespacedName name);

    /// <summary>The live pods that hold the address, in the order of their names.</summary>
    IEnumerable<Subject> PodsAt(IpValue address);

    NodeFacts? NodeAt(IpValue address);

    ServiceFacts? ServiceAt(IpValue address);

    /// <summary>The services that an address leads to from outside, in the order of their names.</summary>
    IEnumerable<ServiceFacts> ServicesBehind(IpValue address);

    IReadOnlyDictionary<string, string> NamespaceLabels(string name);

    /// <summary>The policies of a namespace with their defaults, valid, in the order of their names.</summary>
    IReadOnlyList<NetworkPolicy> PoliciesOf(string name);
}
