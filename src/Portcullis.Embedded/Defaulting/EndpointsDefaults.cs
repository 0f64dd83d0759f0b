using Portcullis.Model.Defaulting;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of endpoints in both forms: TCP, and conditions that may say nothing.</summary>
internal static class EndpointsDefaults
{
    public static Endpoints Apply(Endpoints endpoints) => endpoints with
    {
        Subsets = endpoints.Subsets.Map(subset => subset with
        {
            Ports = subset.Ports.Map(port => port with { Protocol = string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol }),
        }),
    };

    public static EndpointSlice Apply(EndpointSlice slice) => slice with
    {
        Endpoints = slice.Endpoints is not { Count: > 0 } ? null : slice.Endpoints.Map(endpoint => endpoint with { Conditions = endpoint.Conditions ?? new EndpointConditions() }),
        Ports = slice.Ports is not { Count: > 0 } ? null : slice.Ports.Map(port => port with { Name = port.Name ?? "", Protocol = port.Protocol ?? "TCP" }),
    };
}
