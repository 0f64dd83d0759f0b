using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.Network.Lint;

/// <summary>Words that several findings share.</summary>
internal static class LintText
{
    /// <summary><c>a, b, c and 4 more</c>, each once.</summary>
    /// <param name="names">The names.</param>
    public static string Listed(IEnumerable<string> names) => Listing.Of([.. names.Distinct(StringComparer.Ordinal)]);

    /// <summary>The pods by name.</summary>
    /// <param name="pods">The pods.</param>
    public static string Listed(IEnumerable<Pod> pods) => Listed(pods.Select(pod => NamespacedName.Of(pod.Metadata).ToString()));

    /// <summary><c>from</c> or <c>to</c>, as a person would say.</summary>
    /// <param name="direction">The direction.</param>
    public static string Toward(string direction) => direction == "Ingress" ? "from" : "to";

    /// <summary>A finding about a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="code">The code.</param>
    /// <param name="path">The field.</param>
    /// <param name="message">What happens.</param>
    /// <param name="fix">What to do.</param>
    public static LintFinding Finding(LintPolicy policy, string code, string path, string message, string fix) =>
        new(code, policy.Name.ToString(), path, message, fix);
}
