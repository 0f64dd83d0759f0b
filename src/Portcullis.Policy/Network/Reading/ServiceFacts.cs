using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reading;

/// <summary>What a connection to a service becomes. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">Its cluster addresses, which are nobody else's.</param>
/// <param name="Selector">The labels of the pods behind it; null for none.</param>
/// <param name="Ports">Its ports.</param>
internal sealed record ServiceFacts(NamespacedName Name, IReadOnlyList<IpValue> Addresses, IReadOnlyDictionary<string, string>? Selector, IReadOnlyList<ServicePortFacts> Ports)
{
    /// <summary>Addresses that lead to it from outside: others may have them, too, for other ports or for themselves.</summary>
    public IReadOnlyList<ServiceEntry> Entries { get; init; } = [];

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

        return new ServiceFacts(name, ClusterAddresses(service.Spec, path, errors), service.Spec?.Selector is { Count: > 0 } selector ? selector : null, ports)
        {
            Entries = [.. External(service, path, errors), .. Balanced(service, errors)],
        };
    }

    private static IEnumerable<ServiceEntry> External(Service service, FieldPath path, List<FieldError> errors) =>
        (service.Spec?.ExternalIPs ?? []).Index().SelectMany(one => Entry(one.Item, "an external address", path.Child("externalIPs").Index(one.Index), errors));

    private static IEnumerable<ServiceEntry> Balanced(Service service, List<FieldError> errors) =>
        (service.Status?.LoadBalancer?.Ingress ?? []).Index().Where(one => one.Item?.Ip is { Length: > 0 })
            .SelectMany(one => Entry(one.Item.Ip!, "the load balancer's address", ((FieldPath)"status").Child("loadBalancer").Child("ingress").Index(one.Index).Child("ip"), errors));

    private static IEnumerable<ServiceEntry> Entry(string text, string what, FieldPath path, List<FieldError> errors)
    {
        if (IpValue.TryParse(text, out var address))
        {
            return [new ServiceEntry(address, what)];
        }

        errors.Add(FieldError.Invalid(path, text, "must be a valid IP address"));
        return [];
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

/// <summary>An address that leads to a service from outside.</summary>
/// <param name="Address">The address.</param>
/// <param name="What">Which of its addresses that is, in words.</param>
internal readonly record struct ServiceEntry(IpValue Address, string What);
