using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Answers;

/// <summary>Who is asked about: a pod by its name, or an address.</summary>
/// <remarks>An address that a live pod holds means that pod; a service's cluster address, as a destination, the pods behind it; a node's address that node.</remarks>
public abstract record NetworkEndpoint
{
    private NetworkEndpoint()
    {
    }

    /// <summary>A pod.</summary>
    /// <param name="Name">Its namespace and name.</param>
    public sealed record OfPod(NamespacedName Name) : NetworkEndpoint
    {
        /// <summary><c>namespace/name</c>.</summary>
        public override string ToString() => Name.ToString();
    }

    /// <summary>An address.</summary>
    /// <param name="Address">IPv4 or IPv6.</param>
    public sealed record OfAddress(IPAddress Address) : NetworkEndpoint
    {
        /// <summary>The address in its usual form.</summary>
        public override string ToString() => Address.ToString();
    }

    /// <summary>Reads <c>namespace/pod</c>, or an address as the API server reads it.</summary>
    /// <param name="text">The text to read.</param>
    /// <returns>Null when it is neither.</returns>
    public static NetworkEndpoint? Parse(string? text)
    {
        if (IPText.TryParseAddress(text, out var address))
        {
            return new OfAddress(address);
        }

        return text?.Split('/') is [{ Length: > 0 } space, { Length: > 0 } name] ? new OfPod(new NamespacedName(space, name)) : null;
    }
}
