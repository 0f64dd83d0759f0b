namespace Portcullis.Policy.Network.Answers;

/// <summary>Can one open a connection to another, on a port?</summary>
/// <param name="From">The source.</param>
/// <param name="To">The destination.</param>
/// <param name="Port">The destination's port; of a service address, the service's port.</param>
public sealed record NetworkQuestion(NetworkEndpoint From, NetworkEndpoint To, ProtocolPort Port)
{
    /// <summary><c>x/a to y/b on 80/TCP</c>.</summary>
    public override string ToString() => $"{From} to {To} on {Port}";
}
