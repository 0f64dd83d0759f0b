using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>Gives services their addresses and node ports, in the order and with the refusals of the API server.</summary>
/// <remarks>
/// Runs before validation and before the name's uniqueness is known, so a repeat of a POST that succeeded complains
/// about its own port. Thread-safe.
/// </remarks>
internal sealed class ServiceAllocator
{
    private readonly IReadOnlyList<AddressPool> _addresses;
    private readonly NumberPool _ports;
    private readonly string _portRange;

    /// <param name="serviceCidrs">The ranges of addresses, one for each family; the first is what services get that say nothing.</param>
    /// <param name="nodePortMin">The lowest node port.</param>
    /// <param name="nodePortMax">The highest node port.</param>
    public ServiceAllocator(IEnumerable<string> serviceCidrs, int nodePortMin, int nodePortMax)
    {
        _addresses = [.. serviceCidrs.Select(cidr => new AddressPool(AddressRange.Parse(cidr)))];
        Families = [.. _addresses.Select(pool => pool.Family)];
        var ports = nodePortMax - nodePortMin + 1;
        _ports = new NumberPool(nodePortMin, ports, Math.Min(Math.Clamp(ports / 32, 16, 128), ports / 2));
        _portRange = $"{nodePortMin}-{nodePortMax}";
    }

    /// <summary>How many node ports are free.</summary>
    public int FreeNodePorts => _ports.Free;

    /// <summary>How many service addresses of the first family are free.</summary>
    public int FreeAddresses => _addresses[0].Free;

    /// <summary>The families that services can have, the first for those that say nothing.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <exception cref="ApiException">422, or 500 when the range is full.</exception>
    public IAllocation Allocate(ResourceDefinition definition, Service service, Service? old)
    {
        var transaction = new ServiceTransaction(this, definition.Type, service, old);
        try
        {
            transaction.Run();
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Frees what a deleted service held.</summary>
    public void Release(Service service)
    {
        foreach (var address in AddressesOf(service))
        {
            ReleaseAddress(address);
        }

        foreach (var port in PortsOf(service))
        {
            _ports.Release(port);
        }
    }

    /// <summary>The addresses of a service, in the order of its families; none of a headless one.</summary>
    internal static IReadOnlyList<string> AddressesOf(Service? service) =>
        [.. (service?.Spec?.ClusterIPs ?? (service?.Spec?.ClusterIP is { } one ? [one] : [])).Where(address => address is not ("" or "None"))];

    internal static IReadOnlyList<int> PortsOf(Service? service) =>
        [.. (service?.Spec?.Ports ?? []).Select(p => p.NodePort ?? 0).Append(service?.Spec?.HealthCheckNodePort ?? 0).Where(p => p != 0).Distinct()];

    internal string? RefusePort(int port)
    {
        if (!_ports.Contains(port))
        {
            return $"provided port is not in the valid range. The range of valid ports is {_portRange}";
        }

        return _ports.TryTake(port) ? null : "provided port is already allocated";
    }

    internal int? TakePort() => (int?)_ports.TakeAny();

    internal void ReleasePort(int port) => _ports.Release(port);

    internal string? RefuseAddress(string family, string text) => Pool(family).Refuse(text);

    internal string? TakeAddress(string family) => Pool(family).TakeAny();

    internal void ReleaseAddress(string address)
    {
        foreach (var pool in _addresses)
        {
            pool.Release(address);
        }
    }

    private AddressPool Pool(string family) => _addresses.First(pool => pool.Family == family);
}
