using Portcullis.Embedded.Api;
using Portcullis.Embedded.Validation;
using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>The addresses and ports of one write of one service.</summary>
internal sealed class ServiceTransaction(ServiceAllocator allocator, ResourceType type, Service service, Service? old) : IAllocation
{
    private readonly List<int> _takenPorts = [];
    private readonly List<string> _takenAddresses = [];
    private ServiceSpec _spec = service.Spec ?? new ServiceSpec();
    private bool _kept;

    public KubernetesObject Value => service with { Spec = _spec };

    private string Name => service.Metadata.Name ?? "";

    private static bool NeedsAddress(ServiceSpec? spec) => spec?.Type is null or "" or "ClusterIP" or "NodePort" or "LoadBalancer";

    private static bool NeedsPorts(ServiceSpec? spec) => spec?.Type is "NodePort" or "LoadBalancer";

    private static bool NeedsHealthPort(ServiceSpec? spec) => spec is { Type: "LoadBalancer", ExternalTrafficPolicy: "Local" };

    private static bool GivesPorts(ServiceSpec spec) =>
        spec.Type == "NodePort" || (spec.Type == "LoadBalancer" && spec.AllocateLoadBalancerNodePorts != false);

    public void Run()
    {
        if (old is not null)
        {
            PatchKnownValues(old.Spec ?? new ServiceSpec());
        }

        if (NeedsAddress(_spec))
        {
            if (ObjectValidation.ValidateServiceAddresses(_spec) is { Count: > 0 } errors)
            {
                throw new ApiException(StatusErrors.Invalid(type, Name, errors));
            }

            var families = new ServiceFamilies(_spec, old?.Spec, allocator.Families);
            _spec = families.Settle() is { Count: > 0 } refused ? throw new ApiException(StatusErrors.Invalid(type, Name, refused)) : families.Spec;
            AllocateAddresses();
        }

        if (NeedsPorts(_spec))
        {
            _spec = _spec with { Ports = old is null || !NeedsPorts(old.Spec) ? NewPorts() : ChangedPorts(ServiceAllocator.PortsOf(old)) };
        }

        if (NeedsHealthPort(_spec))
        {
            AllocateHealthPort();
        }
    }

    public void Keep()
    {
        _kept = true;
        foreach (var address in ServiceAllocator.AddressesOf(old).Except(ServiceAllocator.AddressesOf((Service)Value)))
        {
            allocator.ReleaseAddress(address);
        }

        foreach (var port in ServiceAllocator.PortsOf(old).Except(ServiceAllocator.PortsOf((Service)Value)))
        {
            allocator.ReleasePort(port);
        }
    }

    public void Dispose()
    {
        if (_kept)
        {
            return;
        }

        foreach (var address in _takenAddresses)
        {
            allocator.ReleaseAddress(address);
        }

        foreach (var port in _takenPorts)
        {
            allocator.ReleasePort(port);
        }
    }

    /// <summary>An update that leaves allocated values out keeps them; a type that has none loses them.</summary>
    private void PatchKnownValues(ServiceSpec before)
    {
        if (NeedsAddress(before) && NeedsAddress(_spec) && string.IsNullOrEmpty(_spec.ClusterIP) && _spec.ClusterIPs is not { Count: > 0 })
        {
            _spec = _spec with { ClusterIP = before.ClusterIP, ClusterIPs = before.ClusterIPs };
        }

        if (NeedsAddress(before) && !NeedsAddress(_spec))
        {
            DropAddress(before);
        }

        if (NeedsPorts(before))
        {
            _spec = _spec with { Ports = NeedsPorts(_spec) ? WithKnownPorts(before) : WithoutKnownPorts(before) };
        }

        if (NeedsHealthPort(before))
        {
            var health = _spec.HealthCheckNodePort is { } given and not 0 ? given : before.HealthCheckNodePort;
            _spec = _spec with { HealthCheckNodePort = NeedsHealthPort(_spec) ? health : null };
        }

        if (!NeedsAddress(_spec) && NeedsAddress(before) && _spec.InternalTrafficPolicy == before.InternalTrafficPolicy)
        {
            _spec = _spec with { InternalTrafficPolicy = null };
        }

        if (!NeedsPorts(_spec) && _spec.ExternalTrafficPolicy == before.ExternalTrafficPolicy)
        {
            _spec = _spec with { ExternalTrafficPolicy = null };
        }
    }

    /// <summary>What the old type had and the new one has not is dropped, unless the caller has changed it and so means it.</summary>
    private void DropAddress(ServiceSpec before)
    {
        if (string.IsNullOrEmpty(_spec.ClusterIP) || _spec.ClusterIP == before.ClusterIP)
        {
            _spec = _spec with { ClusterIP = null, ClusterIPs = null };
        }

        if ((_spec.IpFamilies ?? []).SequenceEqual(before.IpFamilies ?? []))
        {
            _spec = _spec with { IpFamilies = null };
        }

        if (_spec.IpFamilyPolicy == before.IpFamilyPolicy)
        {
            _spec = _spec with { IpFamilyPolicy = null };
        }
    }

    private List<ServicePort> WithKnownPorts(ServiceSpec before)
    {
        var known = (before.Ports ?? []).GroupBy(p => p.Name ?? "").ToDictionary(g => g.Key, g => g.Last().NodePort ?? 0);
        var used = (before.Ports ?? []).Select(p => p.NodePort ?? 0).Intersect((_spec.Ports ?? []).Select(p => p.NodePort ?? 0)).ToHashSet();
        return [.. (_spec.Ports ?? []).Select(port =>
            port.NodePort is null or 0 && known.TryGetValue(port.Name ?? "", out var number) && number != 0 && used.Add(number)
                ? port with { NodePort = number }
                : port)];
    }

    private List<ServicePort> WithoutKnownPorts(ServiceSpec before)
    {
        var known = (before.Ports ?? []).Select(p => p.NodePort ?? 0).ToHashSet();
        return [.. (_spec.Ports ?? []).Select(port => known.Contains(port.NodePort ?? 0) ? port with { NodePort = null } : port)];
    }

    /// <summary>One for each family that has none yet; what was given must be free, unless the service had it before.</summary>
    private void AllocateAddresses()
    {
        var addresses = ServiceFamilies.Addresses(_spec).ToList();
        if (addresses is not ["None"])
        {
            var held = ServiceAllocator.AddressesOf(old);
            var families = _spec.IpFamilies ?? [];
            for (var i = 0; i < families.Count; i++)
            {
                if (i == addresses.Count)
                {
                    addresses.Add(allocator.TakeAddress(families[i]) ?? throw Full("failed to allocate a serviceIP: range is full"));
                    _takenAddresses.Add(addresses[i]);
                }
                else if (!held.Contains(addresses[i]))
                {
                    if (allocator.RefuseAddress(families[i], addresses[i]) is { } refusal)
                    {
                        throw Invalid(FieldError.Invalid("spec.clusterIPs", addresses, $"failed to allocate IP {addresses[i]}: {refusal}"));
                    }

                    _takenAddresses.Add(addresses[i]);
                }
            }
        }

        _spec = _spec with { ClusterIP = addresses[0], ClusterIPs = addresses };
    }

    /// <summary>Ports of one number share a node port, so that TCP and UDP of one service can stand on the same one.</summary>
    private List<ServicePort> NewPorts()
    {
        var ports = (_spec.Ports ?? []).ToList();
        var given = new Dictionary<int, int>();
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[i];
            var number = port.Port ?? 0;
            var wanted = port.NodePort ?? 0;
            if (wanted == 0 && !GivesPorts(_spec))
            {
                continue;
            }

            if (!given.TryGetValue(number, out var shared))
            {
                var asked = ports.Skip(i).Where(p => p.Port == port.Port).Select(p => p.NodePort ?? 0).FirstOrDefault(p => p != 0);
                given[number] = shared = asked == 0 ? TakeAnyPort() : TakePort(asked, i);
                ports[i] = port with { NodePort = shared };
            }
            else if (wanted == 0)
            {
                ports[i] = port with { NodePort = shared };
            }
            else if (wanted != shared)
            {
                TakePort(wanted, i);
            }
        }

        return ports;
    }

    private List<ServicePort> ChangedPorts(IReadOnlyList<int> held)
    {
        var ports = (_spec.Ports ?? []).ToList();
        for (var i = 0; i < ports.Count; i++)
        {
            var wanted = ports[i].NodePort ?? 0;
            if (wanted == 0 && GivesPorts(_spec))
            {
                ports[i] = ports[i] with { NodePort = TakeAnyPort() };
            }
            else if (wanted != 0 && !held.Contains(wanted) && !_takenPorts.Contains(wanted))
            {
                TakePort(wanted, i);
            }
        }

        return ports;
    }

    private void AllocateHealthPort()
    {
        var wanted = _spec.HealthCheckNodePort ?? 0;
        if (wanted == 0)
        {
            _spec = _spec with { HealthCheckNodePort = TakeAnyPort() };
        }
        else if (wanted != (old?.Spec?.HealthCheckNodePort ?? 0))
        {
            if (allocator.RefusePort(wanted) is { } refusal)
            {
                throw new ApiException(StatusErrors.InternalError($"failed to allocate requested HealthCheck NodePort {wanted}: {refusal}"));
            }

            _takenPorts.Add(wanted);
        }
    }

    private int TakePort(int wanted, int index)
    {
        if (allocator.RefusePort(wanted) is { } refusal)
        {
            throw Invalid(FieldError.Invalid(FieldPath.Of("spec.ports").Index(index).Child("nodePort"), wanted, refusal));
        }

        _takenPorts.Add(wanted);
        return wanted;
    }

    private int TakeAnyPort()
    {
        var port = allocator.TakePort() ?? throw Full("failed to allocate a nodePort: range is full");
        _takenPorts.Add(port);
        return port;
    }

    private ApiException Invalid(FieldError error) => new(StatusErrors.Invalid(type, Name, [error]));

    private static ApiException Full(string why) => new(StatusErrors.InternalError(why));
}
