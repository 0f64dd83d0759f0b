using Portcullis.Embedded.Simulation.Leaks;

namespace Portcullis.Embedded.Simulation;

/// <summary>
/// Whether the simulated network would enforce NetworkPolicies. There are no packets: only containers that try this
/// out, as docs/embedded.md tells, feel it. May be changed while the cluster runs; thread-safe.
/// </summary>
public sealed class NetworkEnforcement
{
    private volatile bool _enforces = true;
    private volatile bool _outsideAnswers = true;
    private volatile IReadOnlyList<NetworkLeak> _leaks = [];
    private long _delayTicks;

    /// <summary>Whether policies are enforced at all. Default true. A node annotated with <c>portcullis.dev/enforces-network-policy: "false"</c> does not, whatever this says.</summary>
    public bool Enforces
    {
        get => _enforces;
        set => _enforces = value;
    }

    /// <summary>From a pod's first container to its policies being enforced. Default none.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>What is let through although it is enforced otherwise. Default nothing. A node's annotation <c>portcullis.dev/leaks</c> adds to it for its own pods.</summary>
    public IReadOnlyList<NetworkLeak> Leaks
    {
        get => _leaks;
        set => _leaks = value;
    }

    /// <summary>Whether what policies allow answers. Default true.</summary>
    public bool OutsideAnswers
    {
        get => _outsideAnswers;
        set => _outsideAnswers = value;
    }
}
