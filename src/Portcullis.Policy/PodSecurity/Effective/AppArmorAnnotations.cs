using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>AppArmor profiles in annotations, which came before the fields (1.30) and still count where the field is unset.</summary>
internal static class AppArmorAnnotations
{
    private const string Prefix = "container.apparmor.security.beta.kubernetes.io/";
    private const string Localhost = "localhost/";

    /// <summary>The profile that an annotation gives to a container, or null.</summary>
    public static AppArmorProfile? Of(ObjectMeta metadata, string? container)
    {
        if (metadata.Annotations is not { Count: > 0 } annotations || !annotations.TryGetValue(Prefix + container, out var value))
        {
            return null;
        }

        return value switch
        {
            "runtime/default" => new AppArmorProfile { Type = "RuntimeDefault" },
            "unconfined" => new AppArmorProfile { Type = "Unconfined" },
            _ when value.StartsWith(Localhost, StringComparison.Ordinal) => new AppArmorProfile { Type = "Localhost", LocalhostProfile = value[Localhost.Length..] },
            _ => null,
        };
    }
}
