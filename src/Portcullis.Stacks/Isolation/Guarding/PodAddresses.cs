using System.Net;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>The addresses of a Pod, whichever field holds them.</summary>
internal static class PodAddresses
{
    public static IEnumerable<IPAddress> Of(Pod pod) =>
        AddressTexts.Parse((pod.Status?.PodIPs ?? []).Select(entry => entry?.Ip).Prepend(pod.Status?.PodIP)).Distinct();

    /// <summary>The addresses of the node that a pod is on, as the pod tells them.</summary>
    public static IEnumerable<IPAddress> OfHost(Pod pod)
    {
        var host = AddressTexts.Parse((pod.Status?.HostIPs ?? []).Select(entry => entry?.Ip).Prepend(pod.Status?.HostIP));
        return (pod.Spec?.HostNetwork == true ? host.Concat(Of(pod)) : host).Distinct();
    }
}
