using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for services; addresses and ports are allocated before.</summary>
internal static class ServiceValidation
{
    /// <summary>A day; the message says less than it, the check lets it through.</summary>
    private const long MaxAffinitySeconds = 86400;

    private static readonly FieldPath Spec = "spec";

    public static void Check(Service service, List<FieldError> errors)
    {
        var spec = service.Spec ?? new ServiceSpec();
        if (spec.Ports is not { Count: > 0 } && !IsHeadless(spec) && spec.Type != "ExternalName")
        {
            errors.Add(FieldError.Required(Spec.Child("ports")));
        }

        ByType(spec, errors);
        ServicePortValidation.Check(spec, Spec.Child("ports"), errors);
        LabelValidation.Labels(spec.Selector, Spec.Child("selector"), errors);
        errors.OneOf(Spec.Child("sessionAffinity"), spec.SessionAffinity, "ClientIP", "None");
        if (spec.SessionAffinity == "None" && spec.SessionAffinityConfig is not null)
        {
            errors.Add(FieldError.Forbidden(Spec.Child("sessionAffinityConfig"), "must not be set when session affinity is None"));
        }

        else if (spec.SessionAffinity == "ClientIP")
        {
            ClientAffinity(spec.SessionAffinityConfig, Spec.Child("sessionAffinityConfig"), errors);
        }

        ServiceAddressValidation.Check(spec, Spec, errors);
        errors.OneOf(Spec.Child("type"), spec.Type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        LoadBalancer(spec, errors);
        TrafficPolicies(spec, errors);
    }

    public static bool IsHeadless(ServiceSpec spec) => spec.ClusterIP == "None" || spec.ClusterIPs is ["None"];

    public static bool IsReachableFromOutside(ServiceSpec spec) =>
        spec.Type is "NodePort" or "LoadBalancer" || (spec.Type == "ClusterIP" && spec.ExternalIPs is { Count: > 0 });

    public static bool NeedsHealthCheck(ServiceSpec spec) => spec is { Type: "LoadBalancer", ExternalTrafficPolicy: "Local" };

    private static void ClientAffinity(JsonElement? config, FieldPath path, List<FieldError> errors)
    {
        var seconds = config is { ValueKind: JsonValueKind.Object } given
            && given.TryGetProperty("clientIP", out var client) && client.ValueKind == JsonValueKind.Object
            && client.TryGetProperty("timeoutSeconds", out var timeout) && timeout.TryGetInt64(out var number)
            ? number
            : (long?)null;
        if (seconds is null)
        {
            errors.Add(FieldError.Required(path, "when session affinity type is ClientIP"));
        }
        else if (seconds is <= 0 or > MaxAffinitySeconds)
        {
            errors.Add(FieldError.Invalid(path.Child("clientIP").Child("timeoutSeconds"), seconds, $"must be greater than 0 and less than {MaxAffinitySeconds}"));
        }
    }

    private static void ByType(ServiceSpec spec, List<FieldError> errors)
    {
        if (spec.Type is "LoadBalancer" or "NodePort" && IsHeadless(spec))
        {
            errors.Add(FieldError.Invalid(Spec.Child("clusterIPs").Index(0), "None", $"may not be set to 'None' for {spec.Type} services"));
        }

        if (spec.Type != "ExternalName")
        {
            return;
        }

        Absent("clusterIPs", spec.ClusterIPs is { Count: > 0 });
        Absent("ipFamilies", spec.IpFamilies is { Count: > 0 });
        Absent("ipFamilyPolicy", spec.IpFamilyPolicy is not null);
        var name = (spec.ExternalName ?? "").TrimEnd('.');
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required(Spec.Child("externalName")));
        }
        else
        {
            errors.Invalid(Spec.Child("externalName"), name, NameRules.Dns1123Subdomain(name));
        }

        void Absent(string field, bool given)
        {
            if (given)
            {
                errors.Add(FieldError.Forbidden(Spec.Child(field), "may not be set for ExternalName services"));
            }
        }
    }

    private static void LoadBalancer(ServiceSpec spec, List<FieldError> errors)
    {
        const string Only = "may only be used when `type` is 'LoadBalancer'";
        var balanced = spec.Type == "LoadBalancer";
        var ranges = Spec.Child("LoadBalancerSourceRanges");
        if (spec.LoadBalancerSourceRanges is { Count: > 0 } && !balanced)
        {
            errors.Add(FieldError.Forbidden(ranges, Only));
        }

        foreach (var (at, range) in spec.LoadBalancerSourceRanges.At(ranges))
        {
            errors.Invalid(at, range, NameRules.Cidr(range.Trim()));
        }

        if (spec.AllocateLoadBalancerNodePorts is not null && !balanced)
        {
            errors.Add(FieldError.Forbidden(Spec.Child("allocateLoadBalancerNodePorts"), Only));
        }

        if (spec.LoadBalancerClass is { } loadBalancerClass)
        {
            if (balanced)
            {
                errors.Invalid(Spec.Child("loadBalancerClass"), loadBalancerClass, NameRules.QualifiedName(loadBalancerClass));
            }
            else
            {
                errors.Add(FieldError.Forbidden(Spec.Child("loadBalancerClass"), Only));
            }
        }
    }

    private static void TrafficPolicies(ServiceSpec spec, List<FieldError> errors)
    {
        var external = Spec.Child("externalTrafficPolicy");
        if (IsReachableFromOutside(spec))
        {
            errors.OneOf(external, spec.ExternalTrafficPolicy, "Cluster", "Local");
        }
        else if (!string.IsNullOrEmpty(spec.ExternalTrafficPolicy))
        {
            errors.Add(FieldError.Invalid(external, spec.ExternalTrafficPolicy, "may only be set for externally-accessible services"));
        }

        var health = Spec.Child("healthCheckNodePort");
        if (spec.HealthCheckNodePort is { } port and not 0)
        {
            errors.Invalid(
                health,
                port,
                NeedsHealthCheck(spec) ? NameRules.PortNumber(port) : ["may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"]);
        }
        else if (NeedsHealthCheck(spec))
        {
            errors.Add(FieldError.Required(health));
        }

        if (spec.InternalTrafficPolicy is not null || spec.Type is "ClusterIP" or "NodePort" or "LoadBalancer")
        {
            errors.OneOf(Spec.Child("internalTrafficPolicy"), spec.InternalTrafficPolicy, "Cluster", "Local");
        }

        errors.OptionalOneOf(Spec.Child("trafficDistribution"), spec.TrafficDistribution, "PreferClose", "PreferSameNode", "PreferSameZone");
    }
}
