using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Controllers;

/// <summary>What every cluster has from its first moment.</summary>
internal static class SystemObjects
{
    private static readonly string[] Namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

    public static void Create(ClusterObjects objects, EmbeddedClusterOptions options)
    {
        foreach (var name in Namespaces)
        {
            objects.Create(ResourceTypes.Namespaces, new Namespace { Metadata = new ObjectMeta { Name = name } }, "kube-apiserver");
        }

        objects.Create(
            ResourceTypes.ServiceCIDRs,
            new ServiceCIDR { Metadata = new ObjectMeta { Name = "kubernetes" }, Spec = new ServiceCIDRSpec { Cidrs = options.ServiceRanges } },
            "kube-apiserver");
        objects.Create(ResourceTypes.Services, ApiService(options), "kube-apiserver");
    }

    private static Service ApiService(EmbeddedClusterOptions options) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = "kubernetes",
            Namespace = "default",
            Labels = new Dictionary<string, string> { ["component"] = "apiserver", ["provider"] = "kubernetes" },
        },
        Spec = new ServiceSpec
        {
            Type = "ClusterIP",
            ClusterIP = AddressRange.Parse(options.ServiceCidr).At(1),
            Ports = [new ServicePort { Name = "https", Port = 443, Protocol = "TCP", TargetPort = IntOrString.Of(6443) }],
            SessionAffinity = "None",
        },
    };
}
