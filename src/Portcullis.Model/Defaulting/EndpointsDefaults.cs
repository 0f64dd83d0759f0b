namespace Portcullis.Model.Defaulting;

/// <summary>Defaults of endpoints in both forms: TCP.</summary>
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
        Ports = slice.Ports.Map(port => port with { Name = port.Name ?? "", Protocol = port.Protocol ?? "TCP" }),
    };
}
