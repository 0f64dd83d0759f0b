using Portcullis.Embedded.Tests.Conformance.Recorded;
using static Portcullis.Embedded.Tests.Conformance.Comparing.Reasons;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>The written list of differences from real servers that stay; docs/embedded.md gives the same in words.</summary>
internal static class AcceptedDifferences
{
    private const string Absent = Difference.Absent;
    private const string Messages = "body*message";

    /// <summary>From the release that the embedded server follows.</summary>
    public static IReadOnlyList<AcceptedDifference> Followed { get; } = [.. Ours, .. Setup];

    /// <summary>Besides, from older ones.</summary>
    public static IReadOnlyList<AcceptedDifference> Older { get; } = [.. GoValues, .. OlderRules];

    /// <summary>All that stay from a release.</summary>
    public static IEnumerable<AcceptedDifference> Against(string release) => release == Recording.Releases[0] ? Followed : Followed.Concat(Older);

    private static IEnumerable<AcceptedDifference> GoValues =>
    [
        new("*", Messages, Reasons.Older.GoValues) { Real = "*core.*{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*v1.OwnerReference{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*resource.Quantity{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*Invalid value: []string{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*Unsupported value: []string{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*[]networking.PolicyType{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*authorization.NonResourceAttributes{*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*Invalid value: 0x0*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*Invalid value: bananas*" },
        new("*", Messages, Reasons.Older.GoValues) { Real = "*Invalid value: \\\"null\\\"*" },
        new("bad-pods/bad-owner", Messages, Reasons.Older.GoValues),
    ];

    private static IEnumerable<AcceptedDifference> OlderRules =>
    [
        new("server/may*", "body.metadata.creationTimestamp", Reasons.Older.NoTime) { Real = "null", Embedded = Absent },
        new("services/name-digit", "answer", Reasons.Older.ServiceNames) { Real = "422 *", Embedded = "201 Service" },
        new("services/name-upper", Messages, Reasons.Older.ServiceNames) { Real = "*DNS-1035*" },
        new("nodeports/bad-name-holds-no-port", Messages, Reasons.Older.ServiceNames) { Real = "*DNS-1035*" },
        new("services/delete-collection", "body.items*", Reasons.Older.ServiceNames),
        new("services/external-ips", "headers.Warning", Reasons.Older.ExternalIPs) { Real = Absent },
        new("deletions/malformed", "answer", Reasons.Older.DeleteOptions) { Real = "500 *", Embedded = "400 *" },
        new("deletions/other-kind", "answer", Reasons.Older.DeleteOptions) { Real = "500 *", Embedded = "400 *" },
    ];

    private static IEnumerable<AcceptedDifference> Ours =>
    [
        new("*", "*metadata.managedFields", Reasons.Ours.ManagedFields) { Embedded = Absent },
        new("namespaces/spec-is-kept", "body.metadata.resourceVersion", Reasons.Ours.ManagedFields),
        new("nodeports/update-keeps-port", "body.metadata.resourceVersion", Reasons.Ours.ManagedFields),
        new("applies/agree-with-maker", "body.metadata.managedFields[0].time", Reasons.Ours.ApplyTime) { Real = Absent },
        new("verbs-servicecidrs/*", "*", Reasons.Ours.ServiceCidrs),
        new("services/address-out-of-range", Messages, Reasons.Ours.ServiceRange) { Real = "*does not match the current range*" },
        new("pods/bad-annotation-key", Messages, Reasons.Ours.Wording),
        new("namespaces/create-long-name", Messages, Reasons.Ours.Wording) { Real = "*63 bytes*" },
        new("nodes/change-pod-range", "body*", Reasons.Ours.Wording),
        new("endpoints/bad-address", "body*", Reasons.Ours.Wording),
        new("endpointslices/bad-address", Messages, Reasons.Ours.Wording),
        new("endpointslices/change-type", "body*", Reasons.Ours.Wording),
        new("*", "body.details.causes[?]", Reasons.Ours.RepeatedCauses) { Embedded = Absent },
        new("quota/change-scopes", "body.details.causes[1].message", Reasons.Ours.RepeatedCauses),
        .. Parsed("requests/*", "patches/json-malformed", "patches/merge-kind", "patches/merge-api-version", "patches/merge-wrong-type", "patches/merge-malformed", "patches/merge-empty",
            "patches/strategic-malformed", "patches/strategic-array", "applies/malformed", "lists/page-bad-token",
            "deletions/malformed", "server/may-malformed"),
        new("requests/yaml", "answer", Reasons.Ours.Yaml) { Real = "201 *", Embedded = "415 *" },
        new("applies/yaml", "answer", Reasons.Ours.Yaml) { Real = "201 *", Embedded = "400 *" },
        new("*", "*columnDefinitions[?].description", Reasons.Ours.ColumnTexts) { Embedded = "\"\"" },
        new("applies/agree-with-maker", "*fieldsV1.f:data..", Reasons.Ours.MapOwnership) { Embedded = Absent },
        new("server/*", "body.groups[*", Reasons.Ours.Served) { Embedded = Absent },
        new("server/*", "body.resources[*]", Reasons.Ours.Served) { Embedded = Absent },
        new("server/*", "body.resources[*].storageVersionHash", Reasons.Ours.Served) { Embedded = Absent },
        new("server/api", "body.serverAddressByClientCIDRs*", Reasons.Ours.Served) { Embedded = Absent },
        new("server/root", "body.paths*", Reasons.Ours.Served),
        new("server/version", "body.*", Reasons.Ours.Version),
        new("lists/root-certificate", "answer", Reasons.Ours.RootCertificate) { Real = "200 ConfigMap", Embedded = "404 *" },
        new("lists/page-exact", "body.metadata.continue", Reasons.Ours.RootCertificate) { Embedded = Absent },
        .. Parsed("bad-pods/wrong-types", "bad-pods/bad-quantity", "secrets/bad-base64", "secrets/docker-no-json", "leases/bad-time"),
        new("pods/change-*", Messages, Reasons.Ours.PodDiff) { Real = "*@@*", Embedded = "*changed: spec.*" },
        new("*", "*metadata.annotations.endpoints.kubernetes.io/last-change-trigger-time", Reasons.Ours.TriggerTime) { Embedded = Absent },
    ];

    private static IEnumerable<AcceptedDifference> Setup =>
    [
        new("*", "*spec.serviceAccount*", Reasons.Setup.ServiceAccountAdmission) { Real = Absent, Embedded = "\"default\"" },
        new("requests/anonymous-health", "answer", Reasons.Setup.Anonymous) { Real = "401 *", Embedded = "200*" },
        new("bad-pods/privileged-without-escalation", "body*", Reasons.Setup.Privileged),
        new("*", "body*", Reasons.Setup.SecondRange) { Real = "*198.51.100.*" },
        new("services/dry-run", "answer", Reasons.Setup.SecondRange) { Real = "422 *198.51.100.*", Embedded = "201 *" },
    ];

    private static IEnumerable<AcceptedDifference> Parsed(params string[] exchanges) => exchanges.Select(e => new AcceptedDifference(e, Messages, Reasons.Ours.Parser));
}
