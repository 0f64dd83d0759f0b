using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Reading;

/// <summary>Drops from stored objects what is large and never read, so that thousands of stacks stay small in memory.</summary>
internal static class StoreTrim
{
    private static readonly TextPool Texts = new();

    /// <summary>A Pod without what its kubelet alone needs: the record of a stack is on its Service.</summary>
    public static Pod Of(Pod pod) => pod with
    {
        Metadata = Of(pod.Metadata),
        Spec = pod.Spec is not { } spec ? null : new()
        {
            NodeName = Texts.Share(spec.NodeName),
            HostNetwork = spec.HostNetwork,
            ResourceClaims = spec.ResourceClaims,
            Containers = spec.Containers is null ? null : [.. spec.Containers.Select(Of)],

            // Sidecars may have ports that lead to a stack.
            InitContainers = spec.InitContainers?.Any(HasPorts) == true ? [.. spec.InitContainers.Where(HasPorts).Select(Of)] : null,
        },
        Status = pod.Status is not { } status ? null : status with
        {
            Conditions = status.Conditions is null ? null : [.. status.Conditions.Select(Of)],
            HostIP = Texts.Share(status.HostIP),
            HostIPs = null,
        },
    };

    public static Service Of(Service service) => service with { Metadata = Of(service.Metadata) };

    /// <summary>An Ingress without what it leads where: it is asked where it is entered alone.</summary>
    public static Ingress Of(Ingress ingress) => ingress with { Metadata = Of(ingress.Metadata) with { Labels = null, Annotations = null }, Spec = null };

    public static Node Of(Node node) => node with
    {
        Metadata = Of(node.Metadata),
        Status = node.Status is { } status ? status with { Images = null, DaemonEndpoints = null } : null,
    };

    public static NetworkPolicy Of(NetworkPolicy policy) => policy with { Metadata = Of(policy.Metadata) };

    public static Namespace Of(Namespace space) => space with { Metadata = Of(space.Metadata) };

    private static bool HasPorts(Container container) => container.Ports is { Count: > 0 };

    private static Container Of(Container container) => new() { Name = Texts.Share(container.Name), Ports = container.Ports, RestartPolicy = Texts.Share(container.RestartPolicy) };

    private static PodCondition Of(PodCondition condition) => condition with
    {
        Type = Texts.Share(condition.Type),
        Status = Texts.Share(condition.Status),
        Reason = Texts.Share(condition.Reason),
    };

    private static ObjectMeta Of(ObjectMeta metadata) => metadata with
    {
        ManagedFields = null,
        Namespace = Texts.Share(metadata.Namespace),
        Labels = Of(metadata.Labels),
        Annotations = Of(metadata.Annotations),
    };

    // Keys and most values are the same on every stack, and the recorded manifest on every stack of a challenge.
    private static Dictionary<string, string>? Of(IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is null)
        {
            return null;
        }

        var shared = new Dictionary<string, string>(texts.Count);
        foreach (var (key, value) in texts)
        {
            shared[Texts.Share(key)] = Texts.Share(value);
        }

        return shared;
    }
}
