using System.Net;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Controllers;

/// <summary>Writes where the API server itself can be reached: the endpoints of the <c>kubernetes</c> service.</summary>
internal static class ApiEndpoints
{
    private const string Component = "kube-apiserver";
    private const int DefaultPort = 6443;

    /// <param name="objects">The objects.</param>
    /// <param name="listen">Where the server listens; null without a socket.</param>
    /// <param name="fallback">The address named when it listens nowhere, or only on loopback, where no pod could reach it.</param>
    public static void Write(ClusterObjects objects, IPEndPoint? listen, string fallback)
    {
        var address = listen is null || IPAddress.IsLoopback(listen.Address) ? fallback : listen.Address.ToString();
        var port = listen?.Port ?? DefaultPort;
        var metadata = new ObjectMeta
        {
            Name = "kubernetes",
            Namespace = "default",
            Labels = new Dictionary<string, string> { ["endpointslice.kubernetes.io/skip-mirror"] = "true" },
        };
        objects.Create(
            ResourceTypes.Endpoints,
            new Endpoints
            {
                Metadata = metadata,
                Subsets =
                [
                    new EndpointSubset
                    {
                        Addresses = [new EndpointAddress { Ip = address }],
                        Ports = [new CoreEndpointPort { Name = "https", Port = port, Protocol = "TCP" }],
                    },
                ],
            },
            Component);
        objects.Create(
            ResourceTypes.EndpointSlices,
            new EndpointSlice
            {
                Metadata = metadata with { Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "kubernetes" } },
                AddressType = "IPv4",
                Endpoints = [new Endpoint { Addresses = [address], Conditions = new EndpointConditions { Ready = true } }],
                Ports = [new EndpointPort { Name = "https", Port = port, Protocol = "TCP" }],
            },
            Component);
    }
}
