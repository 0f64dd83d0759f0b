using Portcullis.Model.Defaulting;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of a container of any kind.</summary>
internal static class ContainerDefaults
{
    public static Container Apply(Container container, bool hostNetwork) => container with
    {
        Ports = container.Ports.Map(p => Apply(p, hostNetwork)),
        Env = container.Env.Map(Apply),
        Resources = ResourceDefaults.Apply(container.Resources),
        LivenessProbe = ProbeDefaults.Apply(container.LivenessProbe),
        ReadinessProbe = ProbeDefaults.Apply(container.ReadinessProbe),
        StartupProbe = ProbeDefaults.Apply(container.StartupProbe),
        Lifecycle = ProbeDefaults.Apply(container.Lifecycle),
        TerminationMessagePath = Given(container.TerminationMessagePath) ?? "/dev/termination-log",
        TerminationMessagePolicy = Given(container.TerminationMessagePolicy) ?? "File",
        ImagePullPolicy = Given(container.ImagePullPolicy) ?? (IsLatest(container.Image ?? "") ? "Always" : "IfNotPresent"),
        SecurityContext = container.SecurityContext is { ProcMount: "" } context ? context with { ProcMount = "Default" } : container.SecurityContext,
    };

    private static ContainerPort Apply(ContainerPort port, bool hostNetwork) => port with
    {
        Protocol = Given(port.Protocol) ?? "TCP",
        HostPort = hostNetwork && port.HostPort is (null or 0) ? port.Port : port.HostPort,
    };

    private static EnvVar Apply(EnvVar variable) =>
        variable.ValueFrom?.FieldRef is { ApiVersion: null or "" } field
            ? variable with { ValueFrom = variable.ValueFrom with { FieldRef = field with { ApiVersion = "v1" } } }
            : variable;

    /// <summary>True when the image names the tag <c>latest</c>, or neither a tag nor a digest.</summary>
    private static bool IsLatest(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        return hasTag ? name[(colon + 1)..] == "latest" : digest < 0;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
