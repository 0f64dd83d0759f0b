using Portcullis.Policy.Network.Answers;

namespace Portcullis.Policy.Network.Sets;

/// <summary>The answer to a <see cref="ReachQuestion"/>.</summary>
public abstract record ReachAnswer
{
    private ReachAnswer()
    {
    }

    /// <summary>None can: for every pair, port and protocol a policy stands between them.</summary>
    /// <param name="NotProvable">Pods on their node's network that were asked about: policies do not speak of them, so they were left out.</param>
    public sealed record Nobody(IReadOnlyList<NetworkEndpoint> NotProvable) : ReachAnswer;

    /// <summary>One can.</summary>
    /// <param name="Witness">The first by source, destination and port: pods by name, then addresses, then ports by number. Both directions say which rule allows.</param>
    public sealed record Somebody(NetworkVerdict Witness) : ReachAnswer;

    /// <summary>There is no answer: objects are invalid.</summary>
    /// <param name="Reasons">Why, in sentences; at least one.</param>
    public sealed record Unanswerable(IReadOnlyList<string> Reasons) : ReachAnswer;
}
