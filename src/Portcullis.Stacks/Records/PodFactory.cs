using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Stacks.Records;

/// <summary>Makes a stack's Pod out of the admitted template: a name, our labels, its owner, its last resort.</summary>
internal static class PodFactory
{
    // activeDeadlineSeconds fires only when Portcullis has been down for longer than this past the stack's longest life.
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromMinutes(10);

    /// <param name="blueprint">What the stack is.</param>
    /// <param name="service">Its Service, which is to own the Pod.</param>
    /// <param name="incarnation">Which Pod of the stack this is.</param>
    /// <param name="age">How long the stack has lived already.</param>
    /// <param name="preferredNode">The node that players know as the host; null where there is none yet.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="airlock">What runs before anything else, and gets nothing of the stack's; null for none.</param>
    /// <param name="before">The Pod in whose place it comes, which knows the stack's ports; null where there is none.</param>
    public static Pod Make(
        StackBlueprint blueprint, Service service, string incarnation, TimeSpan age, string? preferredNode, StackSettings settings, Container? airlock, Pod? before = null)
    {
        var template = blueprint.Template;
        return template with
        {
            ApiVersion = ResourceTypes.Pods.ApiVersion,
            Kind = ResourceTypes.Pods.Kind,
            Metadata = new()
            {
                Name = StackKeys.PodName(blueprint.Id, incarnation),
                Namespace = settings.Namespace,
                Labels = Labels(template, blueprint, incarnation),
                Annotations = Annotations(template, StackPortsText.Of(before) ?? PortsOf(blueprint, service)),
                OwnerReferences = [OwnerOf(service)],
            },
            Spec = template.Spec! with
            {
                ActiveDeadlineSeconds = Deadline(age, settings),
                Containers = EnvInjection.Apply(template.Spec.Containers, blueprint),
                InitContainers = InitContainers(template, blueprint, airlock),
                Affinity = preferredNode is null ? null : Prefer(preferredNode),
            },
            Status = null,
        };
    }

    /// <summary>A Pod of the stack as far as network policies can tell, before there is a Service to own it.</summary>
    /// <param name="blueprint">What the stack is.</param>
    public static Pod Sketch(StackBlueprint blueprint) => new()
    {
        Metadata = new() { Labels = Labels(blueprint.Template, blueprint, "new") },
        Spec = blueprint.Template.Spec,
    };

    private static IReadOnlyList<Container>? InitContainers(Pod template, StackBlueprint blueprint, Container? airlock)
    {
        var own = EnvInjection.Apply(template.Spec!.InitContainers, blueprint);
        return airlock is null ? own : [airlock, .. own ?? []];
    }

    private static long Deadline(TimeSpan age, StackSettings settings) =>
        Math.Max(1, (long)Math.Ceiling((settings.MaxTtl + DeadlineMargin - age).TotalSeconds));

    private static Dictionary<string, string> Labels(Pod template, StackBlueprint blueprint, string incarnation)
    {
        var labels = template.Metadata.Labels is { } own ? new Dictionary<string, string>(own) : [];
        foreach (var (key, value) in ServiceFactory.Labels(blueprint, incarnation))
        {
            labels[key] = value;
        }

        return labels;
    }

    private static IReadOnlyDictionary<string, string>? Annotations(Pod template, IReadOnlyList<StackPort> ports) => ports.Count == 0
        ? template.Metadata.Annotations
        : new Dictionary<string, string>(template.Metadata.Annotations ?? new Dictionary<string, string>()) { [StackKeys.Ports] = StackPortsText.Format(ports) };

    // All of them or none: what is half told would be held against the other half.
    private static List<StackPort> PortsOf(StackBlueprint blueprint, Service service)
    {
        List<StackPort> ports =
        [
            .. from target in blueprint.Ports
               let port = service.Spec?.Ports?.FirstOrDefault(port => port.Port == target.ContainerPort && port.Protocol == target.ProtocolText)
               where port?.NodePort > 0
               select new StackPort(target, port.NodePort!.Value),
        ];
        return ports.Count == blueprint.Ports.Count ? ports : [];
    }

    // No blockOwnerDeletion: that needs a permission of its own, and nothing here waits for the Pod.
    public static OwnerReference OwnerOf(Service service) => new()
    {
        ApiVersion = ResourceTypes.Services.ApiVersion,
        Kind = ResourceTypes.Services.Kind,
        Name = service.Metadata.Name,
        Uid = service.Metadata.Uid,
    };

    // With externalTrafficPolicy Local the host is the node's, so a restart should stay where players look.
    private static JsonElement Prefer(string node) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["nodeAffinity"] = new JsonObject
        {
            ["preferredDuringSchedulingIgnoredDuringExecution"] = new JsonArray(new JsonObject
            {
                ["weight"] = 100,
                ["preference"] = new JsonObject
                {
                    ["matchFields"] = new JsonArray(new JsonObject
                    {
                        ["key"] = "metadata.name",
                        ["operator"] = "In",
                        ["values"] = new JsonArray(node),
                    }),
                },
            }),
        },
    }, StacksJson.Default.JsonObject);
}
