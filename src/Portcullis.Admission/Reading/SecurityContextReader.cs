using Portcullis.Model;
using Portcullis.Yaml;

namespace Portcullis.Admission.Reading;

/// <summary>Reads security contexts, which may ask for less than the profile gives and never for more.</summary>
internal static class SecurityContextReader
{
    // IDs are held in 32 bits by the kernel; the API server takes the positive half of a signed one.
    private const long MaxId = int.MaxValue;

    /// <summary>Reads a pod's; null when it has none.</summary>
    public static PodSecurityContext? ReadPod(ObjectReader? reader, ReadContext context)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new PodSecurityContext
        {
            SeLinuxOptions = ReadSeLinux(reader.Object("seLinuxOptions")),
            RunAsUser = reader.Number("runAsUser", 0, MaxId),
            RunAsGroup = reader.Number("runAsGroup", 0, MaxId),
            RunAsNonRoot = reader.Flag("runAsNonRoot"),
            FsGroup = reader.Number("fsGroup", 0, MaxId),
            SupplementalGroups = ReadGroups(reader),
            SeccompProfile = ReadSeccomp(reader.Object("seccompProfile"), context.Policy),
        };
        reader.Close(Fields.PodSecurityContext);
        return result;
    }

    /// <summary>Reads a container's; null when it has none.</summary>
    public static SecurityContext? ReadContainer(ObjectReader? reader, ReadContext context)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new SecurityContext
        {
            Capabilities = ReadCapabilities(reader.Object("capabilities"), context.Profile),
            SeLinuxOptions = ReadSeLinux(reader.Object("seLinuxOptions")),
            RunAsUser = reader.Number("runAsUser", 0, MaxId),
            RunAsGroup = reader.Number("runAsGroup", 0, MaxId),
            RunAsNonRoot = reader.Flag("runAsNonRoot"),
            ReadOnlyRootFilesystem = reader.Flag("readOnlyRootFilesystem"),
            AllowPrivilegeEscalation = reader.Flag("allowPrivilegeEscalation"),
            SeccompProfile = ReadSeccomp(reader.Object("seccompProfile"), context.Policy),
        };
        if (result.AllowPrivilegeEscalation == true && !context.Profile.AllowPrivilegeEscalation)
        {
            reader.Refuse("allowPrivilegeEscalation", "more than the profile grants", "true", "false");
        }

        reader.Close(Fields.SecurityContext);
        return result;
    }

    private static List<long>? ReadGroups(ObjectReader reader)
    {
        if (reader.Items("supplementalGroups") is not { } items)
        {
            return null;
        }

        var groups = new List<long>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is YamlScalar scalar && scalar.TryGetInt64(out var group) && group is >= 0 and <= MaxId)
            {
                groups.Add(group);
            }
            else
            {
                reader.RefuseItem("supplementalGroups", i, "must be a whole number in range", Shown.Node(items[i]), $"0 to {MaxId}");
            }
        }

        return groups;
    }

    private static Capabilities? ReadCapabilities(ObjectReader? reader, Profile profile)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new Capabilities { Add = reader.Texts("add"), Drop = reader.Texts("drop") };
        for (var i = 0; i < result.Add?.Count; i++)
        {
            if (!profile.Capabilities.Contains(result.Add[i], StringComparer.Ordinal))
            {
                var granted = profile.Capabilities.Contains(CapabilityNames.Canonical(result.Add[i]), StringComparer.Ordinal);
                reader.RefuseItem(
                    "add",
                    i,
                    "more than the profile grants",
                    result.Add[i],
                    string.Join(", ", profile.Capabilities),
                    granted ? $"write it as \"{CapabilityNames.Canonical(result.Add[i])}\"" : null);
            }
        }

        reader.Close(Fields.Capabilities);
        return result;
    }

    private static SeLinuxOptions? ReadSeLinux(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var level = reader.FilledText("level");
        reader.Close(Fields.SeLinux);
        return level is null ? null : new SeLinuxOptions { Level = level };
    }

    private static SeccompProfile? ReadSeccomp(ObjectReader? reader, AdmissionPolicy policy)
    {
        if (reader is null)
        {
            return null;
        }

        var type = reader.Word("type", "RuntimeDefault", "Localhost");
        var file = reader.FilledText("localhostProfile");
        if (type is null)
        {
            reader.Refuse("type", "required", null, "RuntimeDefault, Localhost");
        }
        else if (type == "Localhost" && !policy.AllowedSeccompProfiles.Contains(file, StringComparer.Ordinal))
        {
            reader.Refuse("localhostProfile", "not one of the allowed profiles", file, Shown.List(policy.AllowedSeccompProfiles));
        }
        else if (type != "Localhost" && file is not null)
        {
            reader.Refuse("localhostProfile", "only with type Localhost", file);
        }

        reader.Close(Fields.Seccomp);
        return type is null ? null : new SeccompProfile { Type = type, LocalhostProfile = file };
    }
}
