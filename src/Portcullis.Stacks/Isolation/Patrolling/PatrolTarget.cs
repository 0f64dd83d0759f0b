using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>One thing that a patrol tries. Immutable.</summary>
/// <param name="Kind">What it is to stacks.</param>
/// <param name="Protocol">How it is tried.</param>
/// <param name="Address">Its address.</param>
/// <param name="Port">Its port; 0 for an echo.</param>
/// <param name="Name">What it is, in words: <c>the API server</c>.</param>
internal sealed record PatrolTarget(PatrolTargetKind Kind, PatrolProtocol Protocol, IPAddress Address, int Port, string Name)
{
    /// <summary>Whether it is known to answer, so that silence shows something: Portcullis itself got an answer, or it is a patrol that listens.</summary>
    public bool IsKnownToAnswer { get; init; }

    /// <summary>Whether policies allow it: it is tried to see that anything works at all.</summary>
    public bool MustWork => Kind == PatrolTargetKind.Outside;

    /// <summary>The address family.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>What is tried, as the script reads it and without what is said of it: <c>tcp/192.0.2.1/80</c>, <c>echo/fd00::1</c>.</summary>
    public string Key { get; } = Protocol == PatrolProtocol.Echo
        ? $"echo/{Address}"
        : string.Create(CultureInfo.InvariantCulture, $"{(Protocol == PatrolProtocol.Udp ? "udp" : "tcp")}/{Address}/{Port}");

    /// <summary>The port, as witnesses name it: <c>80/TCP</c>, <c>ICMP echo</c>.</summary>
    public string PortText => Protocol == PatrolProtocol.Echo
        ? "ICMP echo"
        : string.Create(CultureInfo.InvariantCulture, $"{Port}/{(Protocol == PatrolProtocol.Udp ? "UDP" : "TCP")}");

    /// <inheritdoc/>
    public override string ToString() => Protocol == PatrolProtocol.Echo ? $"{Name} ({Address}, ICMP echo)" : $"{Name} ({new IPEndPoint(Address, Port)}, {(Protocol == PatrolProtocol.Udp ? "UDP" : "TCP")})";
}

/// <summary>How a patrol tries something.</summary>
internal enum PatrolProtocol
{
    /// <summary>A TCP connection.</summary>
    Tcp,

    /// <summary>A UDP datagram; only what comes back is an answer.</summary>
    Udp,

    /// <summary>An ICMP echo.</summary>
    Echo,
}

/// <summary>What something is to stacks, in the order in which it is tried.</summary>
internal enum PatrolTargetKind
{
    /// <summary>Allowed to stacks that may out: a name server.</summary>
    Outside,

    /// <summary>The API server.</summary>
    ApiServer,

    /// <summary>The cluster's DNS.</summary>
    ClusterDns,

    /// <summary>The cloud's metadata address.</summary>
    Metadata,

    /// <summary>Another patrol that listens.</summary>
    Patrol,

    /// <summary>The kubelet of another node.</summary>
    Kubelet,

    /// <summary>A pod of another namespace.</summary>
    ProtectedPod,

    /// <summary>A node port, by the address of a node.</summary>
    NodePort,

    /// <summary>A stack's own port.</summary>
    StackPort,
}
