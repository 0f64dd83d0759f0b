using System.Net;
using System.Net.Sockets;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Model;

namespace Portcullis.Embedded.Admission;

/// <summary>Gives services their addresses and node ports, in the order and with the refusals of the API server.</summary>
/// <remarks>
/// Runs before validation and before the name's uniqueness is known, so a repeat of a POST that succeeded complains
/// about its own port. Thread-safe.
/// </remarks>
internal sealed class ServiceAllocator
{
    private readonly Ipv4Range _range;
    private readonly NumberPool _addresses;
    private readonly NumberPool _ports;
    private readonly string _portRange;

    public ServiceAllocator(string serviceCidr, int nodePortMin, int nodePortMax)
    {
        _range = Ipv4Range.Parse(serviceCidr);
        var usable = (int)Math.Min(_range.Size - 2, 1 << 20);
        _addresses = new NumberPool(_range.Network + 1, usable, Math.Min(Math.Clamp(usable / 16, 16, 256), usable));
        var ports = nodePortMax - nodePortMin + 1;
        _ports = new NumberPool(nodePortMin, ports, Math.Min(Math.Clamp(ports / 32, 16, 128), ports / 2));
        _portRange = $"{nodePortMin}-{nodePortMax}";
    }

    /// <summary>How many node ports are free.</summary>
    public int FreeNodePorts => _ports.Free;

    /// <summary>How many service addresses are free.</summary>
    public int FreeAddresses => _addresses.Free;

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
        if (AddressOf(service) is { } address)
        {
            ReleaseAddress(address);
        }

        foreach (var port in PortsOf(service))
        {
            _ports.Release(port);
        }
    }

    internal static string? AddressOf(Service? service) =>
        service?.Spec is { ClusterIP: { Length: > 0 } address } && address != "None" ? address : null;

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

    internal string? RefuseAddress(string text)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetwork || !_addresses.Contains(Ipv4Range.ToNumber(address)))
        {
            return $"the provided IP ({text}) is not in the valid range. The range of valid IPs is {_range.Text}";
        }

        return _addresses.TryTake(Ipv4Range.ToNumber(address)) ? null : "provided IP is already allocated";
    }

    internal string? TakeAddress() => _addresses.TakeAny() is { } number ? Ipv4Range.ToText((uint)number) : null;

    internal void ReleaseAddress(string address) => _addresses.Release(Ipv4Range.ToNumber(IPAddress.Parse(address)));
}
