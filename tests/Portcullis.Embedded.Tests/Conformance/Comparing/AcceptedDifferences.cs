using static Portcullis.Embedded.Tests.Conformance.Comparing.Reasons;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>The written list of differences from Kubernetes 1.20.2 that stay; docs/embedded.md gives the same in words.</summary>
internal static class AcceptedDifferences
{
    private const string Absent = Difference.Absent;
    private const string Messages = "body*message";

    public static IReadOnlyList<AcceptedDifference> All { get; } =
    [
        .. NewerObjects,
        .. NewerServices,
        .. NewerRefusals,
        .. Ours,
        .. Setup,
    ];

    private static IEnumerable<AcceptedDifference> NewerObjects =>
    [
        new("*", "*metadata.labels.kubernetes.io/metadata.name", Newer.NamespaceLabel) { Real = Absent },
        new("namespaces/create-long-name", "body*", Newer.NamespaceLabel) { Embedded = "*metadata.labels*" },
        new("endpointslices/as-written", "answer", Newer.DiscoveryV1) { Real = "404 *", Embedded = "200 EndpointSliceList" },
        new("server/apis", "body.groups[discovery.k8s.io]*version", Newer.DiscoveryV1),
        new("server/discovery-as-written", "answer", Newer.DiscoveryV1) { Real = "404 *", Embedded = "200 APIResourceList" },
        new("server/networking", "body.resources[servicecidrs]", Newer.ServiceCidrs) { Real = Absent },
        new("verbs-servicecidrs/*", "*", Newer.ServiceCidrs) { Real = "404 *" },
        new("verbs-servicecidrs/*-missing", "body*", Newer.ServiceCidrs),
        new("verbs-servicecidrs/get-deleted", "body*", Newer.ServiceCidrs),
        new("*pods/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("namespaces/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("limitranges/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("quota/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("endpoints/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("tables/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("patches/*", "*metadata.generation", Newer.Generation) { Real = Absent },
        new("verbs-pods/*", "*status.qosClass", Newer.QosClass) { Real = Absent },
        new("pods/bad-status", "answer", Newer.QosClass) { Real = "200 Pod", Embedded = "422 *" },
        new("pods/watch*", "body[?].object.metadata.resourceVersion", Newer.DeletionVersion) { Real = "*delete-*", Embedded = "*of watch*" },
        new("pods/watch*", "body[?].object.metadata.resourceVersion", Newer.DeletionVersion) { Real = "*of watch*", Embedded = "*delete-*" },
        new("verbs-resourcequotas/delete", "body.metadata.resourceVersion", Newer.DeletionVersion) { Embedded = "*of delete *" },
        new("quota/delete-quota", "body.metadata.resourceVersion", Newer.DeletionVersion) { Embedded = "*of delete*" },
        new("serviceaccounts/delete", "body.metadata.resourceVersion", Newer.DeletionVersion) { Embedded = "*of delete *" },
        new("serviceaccounts/*", "*secrets*", Newer.TokenSecrets) { Embedded = Absent },
        new("serviceaccounts/*", "*metadata.resourceVersion", Newer.TokenSecrets) { Real = "*of settled*", Embedded = "*of create*" },
        new("networkpolicies/*", "*endPort", Newer.EndPort) { Real = Absent },
        new("endpoints/*", "*targetRef.resourceVersion", Newer.SliceFields) { Embedded = Absent },
        new("endpoints/slices", "*topology", Newer.SliceFields) { Embedded = Absent },
        new("endpoints/slices", "*nodeName", Newer.SliceFields) { Real = Absent },
        new("endpoints/slices", "*conditions.serving", Newer.SliceFields) { Real = Absent },
        new("endpoints/slices", "*conditions.terminating", Newer.SliceFields) { Real = Absent },
    ];

    private static IEnumerable<AcceptedDifference> NewerServices =>
    [
        new("*", "*spec.ipFamilies", Newer.DualStack) { Real = Absent },
        new("*", "*spec.ipFamilyPolicy", Newer.DualStack) { Real = Absent },
        new("*", "*spec.internalTrafficPolicy", Newer.DualStack) { Real = Absent },
        new("services/load-balancer", "*spec.allocateLoadBalancerNodePorts", Newer.DualStack) { Real = Absent },
        new("services/external-ips", "*spec.externalTrafficPolicy", Newer.DualStack) { Real = Absent },
        new("services/update-without-address", "answer", Newer.ServiceWrites) { Real = "422 *primary clusterIP can not be unset", Embedded = "200 Service" },
        new("services/update-missing", "answer", Newer.ServiceWrites) { Real = "404 *", Embedded = "201 Service" },
        new("server/core", "body.resources[services].verbs*", Newer.ServiceWrites),
        new("services/delete-collection", "answer", Newer.ServiceWrites) { Real = "405 *", Embedded = "200 ServiceList" },
        new("nodeports/dry-run", "*spec.clusterIP*", Newer.ServiceWrites) { Real = Absent },
        new("nodeports/update-keeps-port", "*metadata.resourceVersion", Newer.ServiceWrites),
        new("nodeports/update-keeps-port", "*nodePort", Newer.ServiceWrites),
        new("nodeports/one-port-twice", "body*", Newer.ServiceWrites),
        new("services/list-by-type", "answer", Newer.SpecType) { Real = "400 *", Embedded = "200 ServiceList" },
    ];

    private static IEnumerable<AcceptedDifference> NewerRefusals =>
    [
        new("*", Messages, Newer.JsonValues) { Real = "*core.*{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*v1.OwnerReference{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*resource.Quantity{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*Invalid value: []string{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*Unsupported value: []string{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*[]networking.PolicyType{*" },
        new("*", Messages, Newer.JsonValues) { Real = "*Invalid value: 0x0*" },
        new("pods/drop-deadline", Messages, Newer.JsonValues),
        new("server/may-nothing", Messages, Newer.JsonValues),
        new("server/may-both", Messages, Newer.JsonValues) { Real = "*authorization.NonResourceAttributes{*" },
        new("bad-pods/env-name", "body*", Newer.EnvNames),
        new("*", "headers.Warning", Newer.FieldValidation) { Real = Absent },
        new("patches/merge-malformed", "answer", Newer.PatchFaults) { Real = "500 *", Embedded = "400 *" },
        new("patches/merge-empty", "answer", Newer.PatchFaults) { Real = "500 *", Embedded = "400 *" },
        new("applies/service", "*f:selector.f:a", Newer.SelectorOwnership) { Embedded = Absent },
        new("tables/*pod*", "*columnDefinitions[3].type", Newer.Columns) { Embedded = "\"string\"" },
        new("tables/*pod*", "*cells[3]", Newer.Columns),
        new("tables/list-resourcequotas", "*columnDefinitions[?].name", Newer.Columns),
        new("tables/list-resourcequotas", "*cells[?]", Newer.Columns),
        new("server/*", "body.resources[*].singularName", Newer.SingularNames) { Real = "\"\"" },
        new("networkpolicies/*", "body.message", Newer.PolicyGroup) { Real = "*NetworkPolicy.extensions*" },
        new("networkpolicies/*", "body.details.group", Newer.PolicyGroup) { Real = "\"extensions\"" },
        .. Worded("deletions/collection-bad-selector", "lists/by-*", "watches/bad-selector", "watches/bad-match", "patches/long-manager", "requests/large-*",
            "namespaces/create-bad-name", "services/address-taken", "services/address-out-of-range", "services/load-balancer-bad-range",
            "services/external-ips-bad", "services/traffic-policy-inside", "nodeports/traffic-policy-unknown", "bad-pods/port-name-bad",
            "bad-pods/limit-below-request", "bad-pods/termination-policy", "bad-pods/dns-config", "bad-pods/host-name", "bad-pods/host-alias",
            "bad-pods/bad-owner", "bad-pods/seccomp", "networkpolicies/bad-cidr", "networkpolicies/except-outside", "networkpolicies/bad-port",
            "networkpolicies/bad-update", "nodes/change-pod-range", "nodes/create-bad-range", "quota/pod-says-nothing", "quota/pod-says-half",
            "leases/bad-duration", "endpoints/bad-address", "secrets/basic-auth"),
        new("nodeports/traffic-policy-unknown", "*reason", Newer.Wording) { Embedded = "\"FieldValueNotSupported\"" },
        new("bad-pods/termination-policy", "*reason", Newer.Wording) { Embedded = "\"FieldValueNotSupported\"" },
        new("services/load-balancer-bad-range", "*field", Newer.Wording),
        new("bad-pods/host-alias", "*field", Newer.Wording),
        new("endpoints/bad-address", "body.details.causes*", Newer.Wording),
        new("secrets/basic-auth", "*field", Newer.Wording) { Real = "*%s*" },
    ];

    private static IEnumerable<AcceptedDifference> Ours =>
    [
        new("*", "*metadata.managedFields", Reasons.Ours.ManagedFields) { Embedded = Absent },
        new("namespaces/spec-is-kept", "body.metadata.resourceVersion", Reasons.Ours.ManagedFields),
        new("*", "body.details.causes[?]", Reasons.Ours.RepeatedCauses) { Embedded = Absent },
        .. Parsed("requests/*", "patches/json-malformed", "patches/merge-kind", "patches/merge-api-version", "patches/merge-wrong-type", "patches/merge-array",
            "patches/strategic-malformed", "patches/strategic-array", "applies/malformed", "lists/page-bad-token",
            "deletions/malformed", "deletions/other-kind", "server/may-malformed"),
        new("requests/yaml", "answer", Reasons.Ours.Yaml) { Real = "201 *", Embedded = "415 *" },
        new("applies/yaml", "answer", Reasons.Ours.Yaml) { Real = "201 *", Embedded = "400 *" },
        new("*", "*columnDefinitions[?].description", Reasons.Ours.ColumnTexts) { Embedded = "\"\"" },
        new("applies/other-kind", "answer", Reasons.Ours.ApplyKind) { Real = "500 *", Embedded = "400 *" },
        new("applies/agree-with-maker", "*fieldsV1.f:data..", Reasons.Ours.MapOwnership) { Embedded = Absent },
        new("server/*", "body.groups[*", Reasons.Ours.Served) { Embedded = Absent },
        new("server/*", "body.versions[?]", Reasons.Ours.Served) { Embedded = Absent },
        new("server/*", "body.resources[*]", Reasons.Ours.Served) { Embedded = Absent },
        new("server/*", "body.resources[*].storageVersionHash", Reasons.Ours.Served) { Embedded = Absent },
        new("server/api", "body.serverAddressByClientCIDRs*", Reasons.Ours.Served) { Embedded = Absent },
        new("server/root", "body.paths*", Reasons.Ours.Served),
        new("requests/unknown-path", "body.paths*", Reasons.Ours.Served),
        new("server/version", "body.*", Reasons.Ours.Version),
        new("server/may*", "body.metadata.creationTimestamp", Reasons.Ours.ReviewTime) { Real = "null", Embedded = Absent },
        new("lists/root-certificate", "answer", Reasons.Ours.RootCertificate) { Real = "200 ConfigMap", Embedded = "404 *" },
        new("lists/page-exact", "body.metadata.continue", Reasons.Ours.RootCertificate) { Embedded = Absent },
        .. Parsed("bad-pods/wrong-types", "bad-pods/bad-quantity", "secrets/bad-base64", "secrets/docker-no-json", "leases/bad-time"),
        new("pods/change-*", Messages, Reasons.Ours.PodDiff) { Real = "*core.PodSpec*", Embedded = "*changed: spec.*" },
        new("*", "*metadata.annotations.endpoints.kubernetes.io/last-change-trigger-time", Reasons.Ours.TriggerTime) { Embedded = Absent },
    ];

    private static IEnumerable<AcceptedDifference> Setup =>
    [
        new("*", "*spec.serviceAccount*", Reasons.Setup.ServiceAccountAdmission) { Real = Absent, Embedded = "\"default\"" },
        new("requests/anonymous-health", "answer", Reasons.Setup.Anonymous) { Real = "401 *", Embedded = "200*" },
        new("bad-pods/privileged-without-escalation", "body*", Reasons.Setup.Privileged),
    ];

    private static IEnumerable<AcceptedDifference> Worded(params string[] exchanges) => exchanges.Select(e => new AcceptedDifference(e, Messages, Newer.Wording));

    private static IEnumerable<AcceptedDifference> Parsed(params string[] exchanges) => exchanges.Select(e => new AcceptedDifference(e, Messages, Reasons.Ours.Parser));
}
