using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads a pod's spec.</summary>
internal static class PodSpecReader
{
    public static PodSpec Read(ObjectReader reader, ReadContext context)
    {
        PassOverForced(reader);
        var volumes = VolumeReader.Read(reader, context);
        var names = volumes?.Where(volume => volume.Name is not null).Select(volume => volume.Name!).ToHashSet(StringComparer.Ordinal) ?? [];
        var containerReader = new ContainerReader(context, names);
        var containers = containerReader.Read(reader, "containers");
        if (reader.Take("containers") is null or YamlSequence { Items.Count: 0 })
        {
            reader.Refuse("containers", "required");
        }

        var spec = new PodSpec
        {
            Volumes = volumes,
            Containers = containers,
            InitContainers = containerReader.Read(reader, "initContainers"),
            Hostname = ReadHostname(reader),
            HostAliases = HostAliasReader.Read(reader, context),
            ShareProcessNamespace = reader.Flag("shareProcessNamespace"),
            ImagePullSecrets = ReadPullSecrets(reader, context),
            HostUsers = ReadHostUsers(reader),
            SecurityContext = new SecurityContextReader(context).ReadPod(reader.Object("securityContext")),
        };
        reader.Close(Fields.PodSpec);
        return spec;
    }

    /// <summary>Reads what is accepted and overwritten, for its type alone.</summary>
    private static void PassOverForced(ObjectReader reader)
    {
        _ = reader.Text("restartPolicy");
        _ = reader.Text("dnsPolicy");
        _ = reader.Flag("automountServiceAccountToken");
        _ = reader.Flag("enableServiceLinks");
        _ = reader.Number("terminationGracePeriodSeconds", 0, long.MaxValue);
        _ = reader.Number("activeDeadlineSeconds", 0, int.MaxValue);
        if (reader.Object("nodeSelector") is { } selector)
        {
            _ = selector.Text("role");
            selector.Close(Fields.NodeSelector);
        }
    }

    private static string? ReadHostname(ObjectReader reader)
    {
        var hostname = reader.FilledText("hostname");
        if (hostname is not null && NameRules.Dns1123Label(hostname) is [var problem, ..])
        {
            reader.Refuse("hostname", problem, hostname);
        }

        return hostname;
    }

    // True is the default, and asks for more than false.
    private static bool? ReadHostUsers(ObjectReader reader)
    {
        var value = reader.Flag("hostUsers");
        if (value == true)
        {
            reader.Refuse("hostUsers", "not allowed", "true", "false", "leave it out, or set it to false for a user namespace of its own");
        }

        return value;
    }

    private static List<LocalObjectReference>? ReadPullSecrets(ObjectReader reader, ReadContext context)
    {
        if (reader.Items("imagePullSecrets") is not { } items)
        {
            return null;
        }

        var allowed = context.Policy.AllowedPullSecrets;
        var secrets = new List<LocalObjectReference>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (ObjectReader.OpenItem(items[i], reader.At("imagePullSecrets").Item(i), context.Reasons) is not { } secret)
            {
                continue;
            }

            var name = secret.FilledText("name");
            if (name is null || !allowed.Contains(name, StringComparer.Ordinal))
            {
                secret.Refuse("name", name is null ? "required" : "not one of the allowed secrets", name, Shown.List(allowed), Hints.PullSecrets);
            }

            secret.Close(Fields.LocalObjectReference);
            secrets.Add(new LocalObjectReference { Name = name });
        }

        return secrets;
    }
}
