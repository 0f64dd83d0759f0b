using System.CommandLine;
using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.Model.Time;

namespace Portcullis.Cli;

/// <summary><c>--enforcement-delay</c>, <c>--no-enforcement</c> and <c>--dual-stack</c>: the network of an embedded cluster.</summary>
internal static class EnforcementOptions
{
    // What a real network was measured to take over a new pod: 0.26 to 1.21 s.
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(900);

    /// <summary>Makes <c>--enforcement-delay</c>.</summary>
    /// <param name="prefix">Where it counts, when not everywhere.</param>
    public static Option<TimeSpan?> Delay(string prefix = "") => new("--enforcement-delay")
    {
        HelpName = "DURATION",
        Description = $"{prefix}How long after a pod's start the network would enforce its policies, such as 2s (default: 900ms)",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (GoDuration.TryParse(text, out var delay) && delay >= TimeSpan.Zero)
            {
                return delay;
            }

            result.AddError($"\"{text}\" is no delay; allowed is a duration such as 0s, 900ms or 2s");
            return null;
        },
    };

    /// <summary>Makes <c>--no-enforcement</c>.</summary>
    /// <param name="prefix">Where it counts, when not everywhere.</param>
    public static Option<bool> Off(string prefix = "") => new("--no-enforcement") { Description = $"{prefix}The network does not enforce policies: no stack gets through its airlock" };

    /// <summary>Makes <c>--dual-stack</c>.</summary>
    /// <param name="prefix">Where it counts, when not everywhere.</param>
    public static Option<bool> DualStack(string prefix = "") => new("--dual-stack") { Description = $"{prefix}Nodes, pods and Services have IPv6 addresses besides" };

    /// <summary>Makes <c>--leak</c>, which may be given several times.</summary>
    /// <param name="prefix">Where it counts, when not everywhere.</param>
    public static Option<NetworkLeak[]> Leaks(string prefix = "") => new("--leak")
    {
        HelpName = "WHAT",
        Description = $"{prefix}The network lets this through although policies forbid it, such as node=worker-b,family=ipv6,protocol=udp or target=nodeport or all; may be given several times",
        CustomParser = result =>
        {
            List<NetworkLeak> leaks = [];
            foreach (var token in result.Tokens)
            {
                if (NetworkLeak.TryParse(token.Value, out var leak, out var problem))
                {
                    leaks.Add(leak);
                }
                else
                {
                    result.AddError(problem);
                }
            }

            return [.. leaks];
        },
    };

    /// <summary>The network that they ask for.</summary>
    /// <param name="delay">The delay; null for the usual one.</param>
    /// <param name="off">Whether it does not enforce.</param>
    /// <param name="leaks">What it lets through all the same.</param>
    public static NetworkEnforcement Of(TimeSpan? delay, bool off, IReadOnlyList<NetworkLeak>? leaks) =>
        new() { Delay = delay ?? Usual, Enforces = !off, Leaks = leaks ?? [] };
}
