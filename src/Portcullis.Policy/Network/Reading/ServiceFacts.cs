using Portcullis.Model;
using Portcullis.Model.Errors;

namespace Portcullis.Policy.Network;

/// <summary>What a connection to a service becomes. Immutable.</summary>
internal sealed record ServiceFacts(NamespacedName Name, IReadOnlyList<IpValue> Addresses, IReadOnlyDictionary<string, string>? Selector, IReadOnlyList<ServicePortFacts> Ports)
{
    public static ServiceFacts Read(Service service, NamespacedName name, List<FieldError> errors)
    {
        ObjectNames.Check(name, errors);
        FieldPath path = "spec";
        var ports = new List<ServicePortFacts>();
        foreach (var (index, port) in (service.Spec?.Ports ?? []).Index())
        {
            if (port is not null && PortReader.Read(port.Port, port.Protocol, path.Child("ports").Index(index), "port", errors) is { } read)
            {
                ports.Add(new ServicePortFacts(read, port.TargetPort is { } target && target != default ? target : IntOrString.Of(read.Port)));
            }
        }

        return new ServiceFacts(name, ClusterAddresses(service.Spec, path, errors), service.Spec?.Selector is { Count: > 0 } selector ? selector : null, ports);
    }

    private static List<IpValue> ClusterAddresses(ServiceSpec? spec, FieldPath path, List<FieldError> errors)
    {
        List<IpValue> addresses = [];
        foreach (var text in (spec?.ClusterIPs ?? []).Prepend(spec?.ClusterIP))
        {
            if (string.IsNullOrEmpty(text) || text == "None")
            {
                continue;
            }

            if (!IpValue.TryParse(text, out var address))
            {
                errors.Add(FieldError.Invalid(path.Child("clusterIPs"), text, "must be a valid IP address"));
            }
            else if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    /// <summary>Whether a pod is behind it.</summary>
    public bool Selects(Subject pod)
    {
        if (Selector is null || pod.Namespace != Name.Namespace)
        {
            return false;
        }

        foreach (var (key, value) in Selector)
        {
            if (!pod.Labels.TryGetValue(key, out var actual) || actual != value)
            {
                return false;
            }
        }

        return true;
    }
}
