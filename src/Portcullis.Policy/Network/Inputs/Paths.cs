namespace Portcullis.Policy.Network.Inputs;

/// <summary>Over which addresses two can meet, and of which pairs policies speak at all.</summary>
internal static class Paths
{
    private static readonly IpFamily[] V4 = [IpFamily.V4];
    private static readonly IpFamily[] V6 = [IpFamily.V6];
    private static readonly IpFamily[] Each = [IpFamily.V4, IpFamily.V6];
    private static readonly IpFamily[] Any = [IpFamily.Both];

    /// <summary>
    /// The families to try: a packet has one, and so both directions must allow it in the same one. Where the two share
    /// none, because an address is not known yet or the other end is reached through a translation, whatever addresses
    /// there are count.
    /// </summary>
    public static ReadOnlySpan<IpFamily> Between(IpFamily from, IpFamily to) => (from & to) switch
    {
        IpFamily.V4 => V4,
        IpFamily.V6 => V6,
        IpFamily.Both => Each,
        _ => Any,
    };

    /// <summary>Traffic of a pod to itself is undefined, and so is what no pod takes part in.</summary>
    public static bool IsDefined(Subject from, Subject to) =>
        (from.Kind == SubjectKind.Pod || to.Kind == SubjectKind.Pod) && !(from.Kind == to.Kind && from.Endpoint == to.Endpoint);

    /// <summary>A node always reaches the pods on it: the kubelet probes them.</summary>
    public static bool IsFromOwnNode(Subject from, Subject to) => from.Kind == SubjectKind.Host && from.Node is not null && from.Node == to.Node;
}
