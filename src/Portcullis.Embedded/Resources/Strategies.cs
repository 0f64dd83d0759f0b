using Portcullis.Model;

namespace Portcullis.Embedded.Resources;

/// <summary>Services: addresses and ports are kept across updates by the allocator, the status by this.</summary>
internal sealed class ServiceStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool CreatesOnUpdate => true;

    public override IReadOnlyList<string> SelectableFields => ["spec.clusterIP", "spec.type"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label)
    {
        var spec = ((Service)value).Spec;
        return (label == "spec.type" ? spec?.Type : spec?.ClusterIP) ?? "";
    }

    public override KubernetesObject PrepareForCreate(KubernetesObject value) =>
        (Service)value with { Status = new ServiceStatus { LoadBalancer = new LoadBalancerStatus() } };

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (Service)value with { Status = ((Service)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Service)old with { Status = ((Service)value).Status };

    public override object? Spec(KubernetesObject value) => ((Service)value).Spec;
}

/// <summary>Namespaces: active until deleted, then emptied.</summary>
internal sealed class NamespaceStrategy : ResourceStrategy
{
    /// <summary>Removed when the namespace is empty.</summary>
    public const string Finalizer = "kubernetes";

    private const string NameLabel = "kubernetes.io/metadata.name";

    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlyList<string> SelectableFields => ["status.phase"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label) => ((Namespace)value).Status?.Phase ?? "";

    public override KubernetesObject PrepareForCreate(KubernetesObject value)
    {
        var made = (Namespace)value;
        return made with
        {
            Metadata = Labelled(made.Metadata),
            Spec = new NamespaceSpec { Finalizers = [Finalizer] },
            Status = new NamespaceStatus { Phase = "Active" },
        };
    }

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old)
    {
        var before = (Namespace)old;
        return (Namespace)value with { Metadata = Labelled(value.Metadata), Spec = before.Spec, Status = before.Status };
    }

    /// <summary>Every namespace can be selected by its name, whatever a client sends.</summary>
    private static ObjectMeta Labelled(ObjectMeta metadata)
    {
        if (metadata.Labels is { } present && present.TryGetValue(NameLabel, out var name) && name == metadata.Name)
        {
            return metadata;
        }

        return metadata with { Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>()) { [NameLabel] = metadata.Name ?? "" } };
    }

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Namespace)old with { Status = ((Namespace)value).Status };
}

/// <summary>Nodes: a kubelet registers itself together with its status.</summary>
internal sealed class NodeStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlyList<string> SelectableFields => ["spec.unschedulable"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label) => ((Node)value).Spec?.Unschedulable == true ? "true" : "false";

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (Node)value with { Status = ((Node)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Node)old with { Status = ((Node)value).Status };
}

/// <summary>Resource quotas: the status is the server's.</summary>
internal sealed class ResourceQuotaStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override KubernetesObject PrepareForCreate(KubernetesObject value) => (ResourceQuota)value with { Status = new ResourceQuotaStatus() };

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (ResourceQuota)value with { Status = ((ResourceQuota)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (ResourceQuota)old with { Status = ((ResourceQuota)value).Status };
}

/// <summary>Secrets: <c>stringData</c> is write-only.</summary>
internal sealed class SecretStrategy : ResourceStrategy
{
    public override IReadOnlyList<string> SelectableFields => ["type"];

    public override string Field(KubernetesObject value, string label) => ((Secret)value).Type ?? "";
}

/// <summary>Events, selected by the object they are about.</summary>
internal sealed class EventStrategy : ResourceStrategy
{
    public override bool CreatesOnUpdate => true;

    public override IReadOnlyList<string> SelectableFields =>
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
        "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
        "reason", "reportingComponent", "source", "type",
    ];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label)
    {
        var happened = (Event)value;
        return label switch
        {
            "involvedObject.kind" => happened.InvolvedObject?.Kind,
            "involvedObject.namespace" => happened.InvolvedObject?.Namespace,
            "involvedObject.name" => happened.InvolvedObject?.Name,
            "involvedObject.uid" => happened.InvolvedObject?.Uid,
            "involvedObject.apiVersion" => happened.InvolvedObject?.ApiVersion,
            "involvedObject.resourceVersion" => happened.InvolvedObject?.ResourceVersion,
            "involvedObject.fieldPath" => happened.InvolvedObject?.FieldPath,
            "reason" => happened.Reason,
            "reportingComponent" => happened.ReportingComponent,
            "source" => happened.Source?.Component ?? happened.ReportingComponent,
            "type" => happened.Type,
            _ => null,
        } ?? "";
    }
}

/// <summary>Resources whose PUT may create, and which are otherwise plain.</summary>
/// <param name="unconditional">Whether an update may leave resourceVersion out.</param>
internal sealed class UpsertStrategy(bool unconditional = true) : ResourceStrategy
{
    public override bool CreatesOnUpdate => true;

    public override bool AllowsUnconditionalUpdate => unconditional;
}

/// <summary>Resources that count changes of their spec in <c>metadata.generation</c>.</summary>
internal sealed class NetworkPolicyStrategy : ResourceStrategy
{
    public override bool CountsGenerations => true;

    public override object? Spec(KubernetesObject value) => ((NetworkPolicy)value).Spec;
}

/// <summary>Service accounts, which a DELETE answers with.</summary>
internal sealed class ServiceAccountStrategy : ResourceStrategy
{
    public override bool ReturnsDeletedObject => true;
}
