using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>The part of the cluster that stacks are read from, kept by watches.</summary>
public sealed class ClusterStores
{
    private readonly Reflector<Pod> _pods;
    private readonly Reflector<Service> _services;
    private readonly Reflector<Node> _nodes;

    internal ClusterStores(Func<string, ReflectorParts> parts)
    {
        throw new NotSupportedException();
    }
}
