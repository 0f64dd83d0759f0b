using Portcullis.Embedded.Defaulting;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Pods: bound once, stopped gracefully.</summary>
internal sealed class PodStrategy : ResourceStrategy
{
    private const long DefaultGracePeriod = 30;

    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override bool CountsGenerations => true;

    public override bool StopsGracefully => true;

    public override bool StatusKeepsOwners => true;

    public override IReadOnlyList<string> SelectableFields =>
    [
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
        "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
    ];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label)
    {
        var pod = (Pod)value;
        return label switch
        {
            "spec.nodeName" => pod.Spec?.NodeName,
            "spec.restartPolicy" => pod.Spec?.RestartPolicy,
            "spec.schedulerName" => pod.Spec?.SchedulerName,
            "spec.serviceAccountName" => pod.Spec?.ServiceAccountName,
            "spec.hostNetwork" => pod.Spec?.HostNetwork == true ? "true" : "false",
            "status.phase" => pod.Status?.Phase,
            "status.podIP" or "status.podIPs" => pod.Status?.PodIP,
            "status.nominatedNodeName" => pod.Status?.NominatedNodeName,
            _ => null,
        } ?? "";
    }

    public override KubernetesObject PrepareForCreate(KubernetesObject value)
    {
        var pod = (Pod)value;
        return pod with { Status = new PodStatus { Phase = "Pending", QosClass = PodQos.Of(pod.Spec ?? new PodSpec()) } };
    }

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (Pod)value with { Status = ((Pod)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value)
    {
        var before = (Pod)old;
        var status = ((Pod)value).Status ?? new PodStatus();
        return before with { Status = PodStatusDefaults.Apply(status) with { QosClass = before.Status?.QosClass ?? status.QosClass } };
    }

    public override object? Spec(KubernetesObject value) => ((Pod)value).Spec;

    public override long GracePeriod(KubernetesObject value, long? requested)
    {
        var pod = (Pod)value;
        if (string.IsNullOrEmpty(pod.Spec?.NodeName) || pod.Status?.Phase is "Succeeded" or "Failed")
        {
            return 0;
        }

        var period = requested ?? pod.Spec.TerminationGracePeriodSeconds ?? DefaultGracePeriod;
        return period < 0 ? 1 : period;
    }
}
