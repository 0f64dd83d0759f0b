using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Validation;

/// <summary>Which names objects of a kind may have.</summary>
/// <param name="Namespaced">True when objects of the kind live in a namespace.</param>
/// <param name="Name">What is wrong with a name.</param>
internal sealed record NameRule(bool Namespaced, Func<string, IEnumerable<string>> Name)
{
    private static readonly NameRule Subdomain = new(true, NameRules.Dns1123Subdomain);
    private static readonly NameRule Service = new(true, NameRules.Dns1123Label);
    private static readonly NameRule Namespace = new(false, NameRules.Dns1123Label);
    private static readonly NameRule ClusterWide = new(false, NameRules.Dns1123Subdomain);

    /// <summary>The rule for an object.</summary>
    public static NameRule Of(KubernetesObject obj) => obj switch
    {
        Model.Wire.Core.Service => Service,
        Model.Wire.Core.Namespace => Namespace,
        Node or ServiceCIDR or SelfSubjectAccessReview => ClusterWide,
        _ => Subdomain,
    };

    /// <summary>What is wrong with the beginning of a generated name; a dash at its end is fine.</summary>
    public IEnumerable<string> Prefix(string prefix) =>
        Name(prefix.Length > 1 && prefix.EndsWith('-') ? string.Concat(prefix.AsSpan(0, prefix.Length - 1), "a") : prefix);
}
