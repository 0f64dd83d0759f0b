using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reading;

/// <summary>Reads what policies can tell of a pod. What they cannot tell is left unread, and so cannot be wrong.</summary>
internal static class PodReader
{
    /// <summary>A finished pod has left the network: its address may be another's by now.</summary>
    public static bool IsFinished(Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    public static Subject Read(Pod pod, NamespacedName name, List<FieldError> errors)
    {
        ObjectNames.Check(name, errors);
        var hostNetwork = pod.Spec?.HostNetwork == true;
        var addresses = Addresses(pod.Status, hostNetwork, errors);
        return Subject.Pod(name, pod.Metadata.Labels, addresses, Ports(pod.Spec, errors), NullIfEmpty(pod.Spec?.NodeName), hostNetwork);
    }

    private static List<IpValue> Addresses(PodStatus? status, bool hostNetwork, List<FieldError> errors)
    {
        List<IpValue> addresses = [];
        FieldPath path = "status";
        Add(path.Child("podIP"), status?.PodIP);
        Each("podIPs", "ip", status?.PodIPs?.Select(entry => entry?.Ip));
        if (hostNetwork)
        {
            Add(path.Child("hostIP"), status?.HostIP);
            Each("hostIPs", "ip", status?.HostIPs?.Select(entry => entry?.Ip));
        }
        else if (addresses.Count(address => address.Family == IpFamily.V4) > 1 || addresses.Count(address => address.Family == IpFamily.V6) > 1)
        {
            errors.Add(FieldError.Invalid(path.Child("podIPs"), addresses.ConvertAll(address => address.ToString()), "may specify no more than one IP for each IP family"));
        }

        return addresses;

        void Each(string list, string field, IEnumerable<string?>? texts)
        {
            foreach (var (index, text) in (texts ?? []).Index())
            {
                Add(path.Child(list).Index(index).Child(field), text);
            }
        }

        void Add(FieldPath at, string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return;
            }

            if (!IpValue.TryParse(text, out var address))
            {
                errors.Add(FieldError.Invalid(at, text, "must be a valid IP address"));
            }
            else if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }
    }

    /// <summary>Of containers and sidecars; other init containers are over before anyone connects.</summary>
    private static PodPorts Ports(PodSpec? spec, List<FieldError> errors)
    {
        List<ProtocolPort> all = [];
        List<NamedPort> named = [];
        FieldPath path = "spec";
        foreach (var (index, container) in (spec?.InitContainers ?? []).Index())
        {
            if (container?.RestartPolicy == "Always")
            {
                Read(container, path.Child("initContainers").Index(index));
            }
        }

        foreach (var (index, container) in (spec?.Containers ?? []).Index())
        {
            Read(container, path.Child("containers").Index(index));
        }

        return new PodPorts(all, named);

        void Read(Container? container, FieldPath at)
        {
            foreach (var (index, port) in (container?.Ports ?? []).Index())
            {
                if (port is not null && PortReader.Read(port.Port, port.Protocol, at.Child("ports").Index(index), "containerPort", errors) is { } read)
                {
                    all.Add(read);
                    if (!string.IsNullOrEmpty(port.Name))
                    {
                        named.Add(new NamedPort(port.Name, read));
                    }
                }
            }
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
