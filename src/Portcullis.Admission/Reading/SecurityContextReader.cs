using Portcullis.Model.Wire.Core;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads security contexts, which may ask for less than the profile gives and never for more.</summary>
/// <param name="context">What every reader needs.</param>
internal sealed class SecurityContextReader(ReadContext context)
{
    // IDs are held in 32 bits by the kernel; the API server takes the positive half of a signed one.
    private const long MaxId = int.MaxValue;

    private const string More = "more than the profile grants";

    private readonly Profile _profile = context.Profile;
    private readonly ConfinementReader _confinement = new(context);

    /// <summary>Reads a pod's; null when it has none.</summary>
    public PodSecurityContext? ReadPod(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new PodSecurityContext
        {
            SeLinuxOptions = ReadSeLinux(reader.Object("seLinuxOptions")),
            RunAsUser = ReadUser(reader),
            RunAsGroup = ReadGroup(reader, "runAsGroup"),
            RunAsNonRoot = ReadForced(reader, "runAsNonRoot", _profile.RunAsNonRoot),
            FsGroup = ReadGroup(reader, "fsGroup"),
            SupplementalGroups = ReadGroups(reader),
            SeccompProfile = _confinement.Seccomp(reader),
            AppArmorProfile = _confinement.AppArmor(reader),
        };
        reader.Close(Fields.PodSecurityContext);
        return result;
    }

    /// <summary>Reads a container's; null when it has none.</summary>
    public SecurityContext? ReadContainer(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new SecurityContext
        {
            Capabilities = ReadCapabilities(reader.Object("capabilities")),
            SeLinuxOptions = ReadSeLinux(reader.Object("seLinuxOptions")),
            RunAsUser = ReadUser(reader),
            RunAsGroup = ReadGroup(reader, "runAsGroup"),
            RunAsNonRoot = ReadForced(reader, "runAsNonRoot", _profile.RunAsNonRoot),
            ReadOnlyRootFilesystem = ReadForced(reader, "readOnlyRootFilesystem", _profile.ReadOnlyRootFilesystem),
            AllowPrivilegeEscalation = reader.Flag("allowPrivilegeEscalation"),
            SeccompProfile = _confinement.Seccomp(reader),
            AppArmorProfile = _confinement.AppArmor(reader),
        };
        if (result.AllowPrivilegeEscalation == true && !_profile.AllowPrivilegeEscalation)
        {
            reader.Refuse(
                "allowPrivilegeEscalation",
                More,
                "true",
                "false",
                ProfileCheck.Hint(context.Policy, "privilege escalation", profile => profile.AllowPrivilegeEscalation));
        }

        reader.Close(Fields.SecurityContext);
        return result;
    }

    /// <summary>A flag that may only be raised; one that the profile raises may not be lowered.</summary>
    private static bool? ReadForced(ObjectReader reader, string name, bool forced)
    {
        var value = reader.Flag(name);
        if (forced && value == false)
        {
            reader.Refuse(name, More, "false", "true");
        }

        return value;
    }

    private long? ReadUser(ObjectReader reader)
    {
        var user = reader.Number("runAsUser", 0, MaxId);
        if (user is { } id && _profile.RunAsUser?.Contains(id) == false)
        {
            reader.Refuse("runAsUser", More, $"{id}", _profile.RunAsUser.ToString());
        }
        else if (user == 0 && _profile.RunAsNonRoot)
        {
            reader.Refuse("runAsUser", More, "0", $"1 to {MaxId}");
        }

        return user;
    }

    private long? ReadGroup(ObjectReader reader, string name)
    {
        var group = reader.Number(name, 0, MaxId);
        if (group is { } id && _profile.RunAsGroup?.Contains(id) == false)
        {
            reader.Refuse(name, More, $"{id}", _profile.RunAsGroup.ToString());
        }

        return group;
    }

    private List<long>? ReadGroups(ObjectReader reader)
    {
        if (reader.Items("supplementalGroups") is not { } items)
        {
            return null;
        }

        var range = _profile.RunAsGroup ?? new IdRange(0, MaxId, 0);
        var groups = new List<long>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is YamlScalar scalar && scalar.TryGetInt64(out var group) && range.Contains(group))
            {
                groups.Add(group);
            }
            else
            {
                reader.RefuseItem("supplementalGroups", i, "must be a whole number in range", Shown.Node(items[i]), range.ToString());
            }
        }

        return groups;
    }

    private Capabilities? ReadCapabilities(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var result = new Capabilities { Add = reader.Texts("add"), Drop = reader.Texts("drop") };
        for (var i = 0; i < result.Add?.Count; i++)
        {
            if (!_profile.Capabilities.Contains(result.Add[i], StringComparer.Ordinal))
            {
                reader.RefuseItem("add", i, More, result.Add[i], Shown.List(_profile.Capabilities), HintFor(result.Add[i]));
            }
        }

        reader.Close(Fields.Capabilities);
        return result;
    }

    private string? HintFor(string name)
    {
        var canonical = CapabilityNames.Canonical(name);
        if (_profile.Capabilities.Contains(canonical, StringComparer.Ordinal))
        {
            return $"write it as \"{canonical}\"";
        }

        return CapabilityRules.IsKnown(canonical)
            ? ProfileCheck.Hint(context.Policy, canonical, profile => profile.Capabilities.Contains(canonical, StringComparer.Ordinal))
            : null;
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
}
