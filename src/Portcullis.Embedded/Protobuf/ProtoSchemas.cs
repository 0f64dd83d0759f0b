namespace Portcullis.Embedded.Protobuf;

/// <summary>The messages that kubectl sends as protobuf and in no other form.</summary>
/// <remarks>
/// Field numbers are those of the API's own <c>generated.proto</c> files.
/// <see href="https://github.com/kubernetes/api/blob/v0.33.0/core/v1/generated.proto"/>
/// </remarks>
internal static class ProtoSchemas
{
    private static readonly Dictionary<int, ProtoField> Name = new() { [1] = new("name") };

    private static readonly Dictionary<int, ProtoField> OwnerReference = new()
    {
        [1] = new("kind"),
        [3] = new("name"),
        [4] = new("uid"),
        [5] = new("apiVersion"),
        [6] = new("controller", ProtoKind.Flag),
        [7] = new("blockOwnerDeletion", ProtoKind.Flag),
    };

    private static readonly Dictionary<int, ProtoField> ObjectMeta = new()
    {
        [1] = new("name"),
        [2] = new("generateName"),
        [3] = new("namespace"),
        [4] = new("selfLink", ProtoKind.Ignored),
        [5] = new("uid"),
        [6] = new("resourceVersion"),
        [7] = new("generation", ProtoKind.Ignored),
        [8] = new("creationTimestamp", ProtoKind.Ignored),
        [11] = new("labels", Map: true),
        [12] = new("annotations", Map: true),
        [13] = new("ownerReferences", ProtoKind.Message, OwnerReference, Repeated: true),
        [14] = new("finalizers", Repeated: true),
        [17] = new("managedFields", ProtoKind.Ignored),
    };

    private static readonly Dictionary<int, ProtoField> ServicePort = new()
    {
        [1] = new("name"),
        [2] = new("protocol"),
        [3] = new("port", ProtoKind.Number),
        [4] = new("targetPort", ProtoKind.NumberOrName),
        [5] = new("nodePort", ProtoKind.Number),
        [6] = new("appProtocol"),
    };

    private static readonly Dictionary<int, ProtoField> ServiceSpec = new()
    {
        [1] = new("ports", ProtoKind.Message, ServicePort, Repeated: true),
        [2] = new("selector", Map: true),
        [3] = new("clusterIP"),
        [4] = new("type"),
        [5] = new("externalIPs", Repeated: true),
        [7] = new("sessionAffinity"),
        [8] = new("loadBalancerIP"),
        [9] = new("loadBalancerSourceRanges", Repeated: true),
        [10] = new("externalName"),
        [11] = new("externalTrafficPolicy"),
        [12] = new("healthCheckNodePort", ProtoKind.Number),
        [13] = new("publishNotReadyAddresses", ProtoKind.Flag),
        [17] = new("ipFamilyPolicy"),
        [18] = new("clusterIPs", Repeated: true),
        [19] = new("ipFamilies", Repeated: true),
        [20] = new("allocateLoadBalancerNodePorts", ProtoKind.Flag),
        [21] = new("loadBalancerClass"),
        [22] = new("internalTrafficPolicy"),
        [23] = new("trafficDistribution"),
    };

    private static readonly Dictionary<int, ProtoField> ResourceAttributes = new()
    {
        [1] = new("namespace"),
        [2] = new("verb"),
        [3] = new("group"),
        [4] = new("version"),
        [5] = new("resource"),
        [6] = new("subresource"),
        [7] = new("name"),
    };

    private static readonly Dictionary<int, ProtoField> AccessReviewSpec = new()
    {
        [1] = new("resourceAttributes", ProtoKind.Message, ResourceAttributes),
        [2] = new("nonResourceAttributes", ProtoKind.Ignored),
    };

    private static readonly Dictionary<int, ProtoField> QuotaSpec = new()
    {
        [1] = new("hard", ProtoKind.Quantity, Map: true),
        [2] = new("scopes", Repeated: true),
    };

    private static readonly Dictionary<int, ProtoField> Preconditions = new() { [1] = new("uid"), [2] = new("resourceVersion") };

    private static readonly Dictionary<string, IReadOnlyDictionary<int, ProtoField>> ByKind = new(StringComparer.Ordinal)
    {
        ["Namespace"] = Object(new() { [2] = new("spec", ProtoKind.Ignored), [3] = new("status", ProtoKind.Ignored) }),
        ["ConfigMap"] = Object(new()
        {
            [2] = new("data", Map: true),
            [3] = new("binaryData", ProtoKind.Bytes, Map: true),
            [4] = new("immutable", ProtoKind.Flag),
        }),
        ["Secret"] = Object(new()
        {
            [2] = new("data", ProtoKind.Bytes, Map: true),
            [3] = new("type"),
            [4] = new("stringData", Map: true),
            [5] = new("immutable", ProtoKind.Flag),
        }),
        ["ServiceAccount"] = Object(new()
        {
            [2] = new("secrets", ProtoKind.Ignored),
            [3] = new("imagePullSecrets", ProtoKind.Message, Name, Repeated: true),
            [4] = new("automountServiceAccountToken", ProtoKind.Flag),
        }),
        ["Service"] = Object(new() { [2] = new("spec", ProtoKind.Message, ServiceSpec), [3] = new("status", ProtoKind.Ignored) }),
        ["ResourceQuota"] = Object(new() { [2] = new("spec", ProtoKind.Message, QuotaSpec), [3] = new("status", ProtoKind.Ignored) }),
        ["SelfSubjectAccessReview"] = Object(new() { [2] = new("spec", ProtoKind.Message, AccessReviewSpec), [3] = new("status", ProtoKind.Ignored) }),
        ["DeleteOptions"] = new Dictionary<int, ProtoField>
        {
            [1] = new("gracePeriodSeconds", ProtoKind.Number),
            [2] = new("preconditions", ProtoKind.Message, Preconditions),
            [3] = new("orphanDependents", ProtoKind.Flag),
            [4] = new("propagationPolicy"),
            [5] = new("dryRun", Repeated: true),
        },
    };

    /// <summary>The fields of a kind; null when it is not read from protobuf.</summary>
    public static IReadOnlyDictionary<int, ProtoField>? Find(string kind) => ByKind.GetValueOrDefault(kind);

    private static Dictionary<int, ProtoField> Object(Dictionary<int, ProtoField> fields)
    {
        fields.Add(1, new("metadata", ProtoKind.Message, ObjectMeta));
        return fields;
    }
}
