using Portcullis.Embedded.Objects;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>Why a container cannot be configured: its environment refers to what is not there.</summary>
internal static class ConfigFault
{
    public static string? Of(ClusterObjects objects, Pod pod, Container container)
    {
        var scope = pod.Metadata.Namespace ?? "";
        return (container.Env ?? []).Select(variable => variable.ValueFrom switch
        {
            { SecretKeyRef: { Optional: not true } secret } => Secret(objects.Find(ResourceTypes.Secrets, scope, secret.Name ?? ""), secret, scope),
            { ConfigMapKeyRef: { Optional: not true } map } => ConfigMap(objects.Find(ResourceTypes.ConfigMaps, scope, map.Name ?? ""), map, scope),
            _ => null,
        }).FirstOrDefault(fault => fault is not null);
    }

    private static string? Secret(Secret? secret, SecretKeySelector wanted, string scope) =>
        secret is null ? $"secret \"{wanted.Name}\" not found"
        : secret.Data?.ContainsKey(wanted.Key ?? "") == true ? null
        : $"couldn't find key {wanted.Key} in Secret {scope}/{wanted.Name}";

    private static string? ConfigMap(ConfigMap? map, ConfigMapKeySelector wanted, string scope) =>
        map is null ? $"configmap \"{wanted.Name}\" not found"
        : map.Data?.ContainsKey(wanted.Key ?? "") == true ? null
        : $"couldn't find key {wanted.Key} in ConfigMap {scope}/{wanted.Name}";
}
