using System.Text.Json.Nodes;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>A merge patch that makes a stack's Service what it must be. Pure.</summary>
/// <remarks>
/// It holds only at the version that was looked at, so that of two who write one finds a conflict; and, unlike a PUT, it
/// makes no Service that was deleted in the meantime.
/// </remarks>
internal static class ServicePatch
{
    /// <summary>Undoes whatever can be undone.</summary>
    public static JsonObject Of(Service service, ServiceForm form, StackSettings settings)
    {
        var spec = service.Spec ?? new();
        var wanted = new JsonObject
        {
            ["type"] = "NodePort",
            ["selector"] = Selector(spec.Selector, form.Selector),
            ["ports"] = new JsonArray([.. form.Ports.Select(port => (JsonNode)Port(port, spec.Ports ?? []))]),
        };

        // Cluster asks for no change: what was made under Local goes on so.
        if (settings.ExternalTrafficPolicy == "Local" || spec.ExternalTrafficPolicy is not "Local")
        {
            wanted["externalTrafficPolicy"] = settings.ExternalTrafficPolicy;
        }

        Drop("externalIPs", spec.ExternalIPs is { Count: > 0 });
        Drop("publishNotReadyAddresses", spec.PublishNotReadyAddresses == true);
        Drop("externalName", spec.ExternalName is { Length: > 0 });
        Drop("loadBalancerIP", spec.LoadBalancerIP is { Length: > 0 });
        Drop("loadBalancerClass", spec.LoadBalancerClass is not null);
        Drop("loadBalancerSourceRanges", spec.LoadBalancerSourceRanges is { Count: > 0 });
        Drop("allocateLoadBalancerNodePorts", spec.AllocateLoadBalancerNodePorts is not null);
        Drop("healthCheckNodePort", spec.HealthCheckNodePort > 0);
        return new()
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = service.Metadata.ResourceVersion,
                ["labels"] = new JsonObject { [StackKeys.Incarnation] = form.Incarnation },
                ["annotations"] = new JsonObject { [StackKeys.TargetPorts] = form.TargetPorts },
            },
            ["spec"] = wanted,
        };

        void Drop(string field, bool isThere)
        {
            if (isThere)
            {
                wanted[field] = null;
            }
        }
    }

    // A merge patch takes away only what it names.
    private static JsonObject Selector(IReadOnlyDictionary<string, string>? there, IReadOnlyDictionary<string, string> wanted)
    {
        var selector = new JsonObject();
        foreach (var key in (there ?? new Dictionary<string, string>()).Keys.Where(key => !wanted.ContainsKey(key)))
        {
            selector[key] = null;
        }

        foreach (var (key, value) in wanted)
        {
            selector[key] = value;
        }

        return selector;
    }

    private static JsonObject Port(FormPort port, IReadOnlyList<ServicePort> there)
    {
        var patch = new JsonObject
        {
            ["name"] = ServiceFactory.PortName(port.Target),
            ["protocol"] = port.Target.ProtocolText,
            ["port"] = port.Target.ContainerPort,
            ["targetPort"] = port.Target.ContainerPort,
        };

        // What nobody wrote down is as it stands, else as the cluster gives it.
        if ((port.NodePort ?? there.FirstOrDefault(one => one.Port == port.Target.ContainerPort && (one.Protocol ?? "TCP") == port.Target.ProtocolText)?.NodePort) is { } nodePort and > 0)
        {
            patch["nodePort"] = nodePort;
        }

        return patch;
    }
}
