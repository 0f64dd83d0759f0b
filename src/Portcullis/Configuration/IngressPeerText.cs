using Portcullis.Stacks.Isolation;

namespace Portcullis.Configuration;

/// <summary>The text form of <see cref="IngressPeer"/>: <c>NAMESPACE</c> or <c>NAMESPACE/label=value,label=value</c>.</summary>
internal static class IngressPeerText
{
    /// <summary>Reads such a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="peer">The peer it names.</param>
    /// <returns>False when the text is something else.</returns>
    public static bool TryParse(string text, out IngressPeer peer)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var labels = new List<KeyValuePair<string, string>>();
        peer = new IngressPeer((slash < 0 ? text : text[..slash]).Trim(), labels);
        if (!NameText.IsDnsLabel(peer.Namespace))
        {
            return false;
        }

        foreach (var pair in slash < 0 ? [] : text[(slash + 1)..].Split(','))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? ("", "") : (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
            if (!NameText.IsQualifiedName(key) || !NameText.IsLabelValue(value))
            {
                return false;
            }

            labels.Add(new(key, value));
        }

        return true;
    }
}
