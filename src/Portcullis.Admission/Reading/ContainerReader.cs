using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads containers and init containers.</summary>
/// <param name="context">What every reader needs.</param>
/// <param name="volumes">The names of the pod's volumes.</param>
internal sealed class ContainerReader(ReadContext context, IReadOnlySet<string> volumes)
{
    /// <summary>The restart policy that makes an init container a sidecar.</summary>
    public const string Always = "Always";

    // The init container that waits for the walls goes by this name.
    private const string Airlock = "airlock";

    private readonly SecurityContextReader _security = new(context);

    // Names are unique over containers and init containers together.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<Container>? Read(ObjectReader spec, string field)
    {
        if (spec.Items(field) is not { } items)
        {
            return null;
        }

        var containers = new List<Container>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = spec.At(field).Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                containers.Add(ReadOne(reader, isInit: field == "initContainers"));
            }
        }

        return containers;
    }

    private Container ReadOne(ObjectReader reader, bool isInit)
    {
        var name = ReadName(reader);
        var restartPolicy = isInit ? reader.Word("restartPolicy", Always) : null;
        var ports = PortReader.Read(reader, context);
        var handlers = new HandlerReader(ports, context.Reasons);
        var container = new Container
        {
            Name = name,
            Image = ReadImage(reader),
            Command = reader.Texts("command"),
            Args = reader.Texts("args"),
            WorkingDir = reader.FilledText("workingDir"),
            Ports = ports,
            Env = EnvReader.Read(reader, context),
            Resources = ResourceReader.Read(reader, context),
            RestartPolicy = restartPolicy,
            VolumeMounts = MountReader.Read(reader, volumes, context),
            LivenessProbe = ProbeReader.Read(reader, "livenessProbe", handlers),
            ReadinessProbe = ProbeReader.Read(reader, "readinessProbe", handlers),
            StartupProbe = ProbeReader.Read(reader, "startupProbe", handlers),
            Lifecycle = LifecycleReader.Read(reader, handlers),
            TerminationMessagePath = reader.FilledText("terminationMessagePath"),
            TerminationMessagePolicy = reader.Word("terminationMessagePolicy", "File", "FallbackToLogsOnError"),
            ImagePullPolicy = reader.Word("imagePullPolicy", "Always", "IfNotPresent", "Never"),
            SecurityContext = _security.ReadContainer(reader.Object("securityContext")),
            Stdin = reader.Flag("stdin"),
            Tty = reader.Flag("tty"),
        };
        if (isInit && restartPolicy is null)
        {
            RefuseOfInit(reader, container);
        }

        reader.Close(Fields.Container);
        return container;
    }

    private string? ReadName(ObjectReader reader)
    {
        var name = reader.FilledText("name");
        if (name is null)
        {
            reader.Refuse("name", "required");
        }
        else if (NameRules.Dns1123Label(name) is [var problem, ..])
        {
            reader.Refuse("name", problem, name);
        }
        else if (name == Airlock)
        {
            reader.Refuse("name", "reserved", name);
        }
        else if (!_names.Add(name))
        {
            reader.Refuse("name", "another container has the same name", name);
        }

        return name;
    }

    private static string? ReadImage(ObjectReader reader)
    {
        var image = reader.FilledText("image");
        if (image is null)
        {
            reader.Refuse("image", "required");
        }
        else if (image.Trim().Length != image.Length)
        {
            reader.Refuse("image", "must not have blanks around it", image);
        }

        return image;
    }

    /// <summary>What only containers that stay have.</summary>
    private static void RefuseOfInit(ObjectReader reader, Container container)
    {
        const string Hint = "restartPolicy: Always makes it a sidecar, which may have it";
        if (container.Ports is [_, ..])
        {
            reader.Refuse("ports", "not allowed for an init container", null, null, Hint);
        }

        (string Name, object? Value)[] others =
        [
            ("livenessProbe", container.LivenessProbe), ("readinessProbe", container.ReadinessProbe),
            ("startupProbe", container.StartupProbe), ("lifecycle", container.Lifecycle),
        ];
        foreach (var (name, value) in others)
        {
            if (value is not null)
            {
                reader.Refuse(name, "not allowed for an init container", null, null, Hint);
            }
        }
    }
}
