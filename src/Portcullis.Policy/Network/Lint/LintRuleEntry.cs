using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Lint;

/// <summary>One rule of a policy, in either direction.</summary>
internal sealed class LintRuleEntry
{
    public LintRuleEntry(string direction, string path, string peersField, IReadOnlyList<NetworkPolicyPeer>? peers, IReadOnlyList<NetworkPolicyPort>? ports)
    {
        Direction = direction;
        Path = path;
        PeersPath = $"{path}.{peersField}";
        HasEmptyPeers = peers is { Count: 0 };
        HasEmptyPorts = ports is { Count: 0 };
        Peers = [.. (peers ?? []).Select((peer, i) => new LintPeer($"{PeersPath}[{i}]", peer))];
        Ports = [.. (ports ?? []).Select((port, i) => new LintPort($"{path}.ports[{i}]", port))];
    }

    /// <summary><c>Ingress</c> or <c>Egress</c>.</summary>
    public string Direction { get; }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Where its peers are.</summary>
    public string PeersPath { get; }

    /// <summary>Whether an empty list of peers is written.</summary>
    public bool HasEmptyPeers { get; }

    /// <summary>Whether an empty list of ports is written.</summary>
    public bool HasEmptyPorts { get; }

    /// <summary>The peers; none means all.</summary>
    public IReadOnlyList<LintPeer> Peers { get; }

    /// <summary>The ports; none means all.</summary>
    public IReadOnlyList<LintPort> Ports { get; }
}

/// <summary>One peer, compiled.</summary>
internal sealed class LintPeer
{
    public LintPeer(string path, NetworkPolicyPeer peer)
    {
        Path = path;
        Namespaces = peer.NamespaceSelector is null ? null : LabelSelectorMatcher.Compile(peer.NamespaceSelector);
        Pods = peer.PodSelector is null ? null : LabelSelectorMatcher.Compile(peer.PodSelector);
        Block = peer.IpBlock is null ? null : new LintBlock(peer.IpBlock);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Which namespaces; null where not given.</summary>
    public LabelSelectorMatcher? Namespaces { get; }

    /// <summary>Which pods; null where not given.</summary>
    public LabelSelectorMatcher? Pods { get; }

    /// <summary>Which addresses; null where not given.</summary>
    public LintBlock? Block { get; }

    /// <summary>Every selector that is given, with its path.</summary>
    public IEnumerable<(string Path, LabelSelectorMatcher Selector, bool OfNamespaces)> Selectors()
    {
        if (Namespaces is not null)
        {
            yield return ($"{Path}.namespaceSelector", Namespaces, true);
        }

        if (Pods is not null)
        {
            yield return ($"{Path}.podSelector", Pods, false);
        }
    }
}

/// <summary>One port entry.</summary>
internal sealed class LintPort(string path, NetworkPolicyPort port)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    public string Protocol { get; } = port.Protocol ?? "TCP";

    /// <summary>The port's name; null for numbers and for all ports.</summary>
    public string? Name { get; } = port.Port?.Text;

    /// <summary>Whether it stands for all ports of the protocol.</summary>
    public bool IsAll { get; } = port.Port is null;

    /// <summary>The first port; 0 for names and for all ports.</summary>
    public int First { get; } = port.Port?.Number ?? 0;

    /// <summary>The last port; 0 for names and for all ports.</summary>
    public int Last { get; } = port.EndPort ?? port.Port?.Number ?? 0;

    /// <summary>Whether it allows a port by number.</summary>
    /// <param name="number">The port.</param>
    /// <param name="protocol">Its protocol.</param>
    public bool Allows(int number, string protocol) => Protocol == protocol && (IsAll || (Name is null && number >= First && number <= Last));
}
