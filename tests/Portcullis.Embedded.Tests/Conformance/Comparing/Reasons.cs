namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>Why differences stay: each is a line of docs/embedded.md, word for word.</summary>
internal static class Reasons
{
    /// <summary>The embedded server follows a newer release than the one it is compared with.</summary>
    public static class Newer
    {
        public const string NamespaceLabel = "Namespaces carry the label `kubernetes.io/metadata.name` (since 1.21).";
        public const string DiscoveryV1 = "`discovery.k8s.io/v1` is served (since 1.21); slices are compared with those of its predecessor `v1beta1`.";
        public const string ServiceCidrs = "`ServiceCIDR` is served (since 1.33).";
        public const string DualStack = "Services have `ipFamilies` and `ipFamilyPolicy` (dual-stack by default since 1.21), `internalTrafficPolicy` (1.21) and `allocateLoadBalancerNodePorts` (1.20, behind a gate), and `externalTrafficPolicy` goes with external addresses too.";
        public const string ServiceWrites = "A PUT of a Service may leave out its version, its address and its node ports, and may create it; DELETE on the collection is served; dry runs show an address; ports are allocated before anything is validated (since 1.22 or thereabouts).";
        public const string EndPort = "`endPort` of NetworkPolicies is kept (since 1.21).";
        public const string Generation = "Pods count generations (since 1.33).";
        public const string QosClass = "A write of a pod's status does not lose `qosClass`, and pod addresses in it are checked.";
        public const string DeletionVersion = "A DELETE answers with the version of the deletion, not with the last version before it.";
        public const string TokenSecrets = "Service accounts get no token Secret (since 1.24).";
        public const string EnvNames = "Names of environment variables may hold nearly any character (since 1.32).";
        public const string SliceFields = "Endpoint slices have `nodeName`, and conditions `serving` and `terminating`; targets in Endpoints carry no resourceVersion.";
        public const string Wording = "Some refusals are worded otherwise, or name the field more exactly; code and reason are the same but where an unknown value is now `FieldValueNotSupported`.";
        public const string PolicyGroup = "Refused NetworkPolicies are called by the group `networking.k8s.io`, not `extensions`.";
        public const string SpecType = "Services can be selected by `spec.type` and `spec.clusterIP`.";
        public const string FieldValidation = "Unknown and duplicate fields are warned about (since 1.25).";
        public const string PatchFaults = "A malformed merge patch is 400, not 500.";
        public const string Columns = "Tables: the column of restarts is text, and the age of a quota is its last column.";
        public const string SingularNames = "Discovery gives singular names (since 1.27).";
        public const string SelectorOwnership = "The selector of a Service is owned as a whole by server-side apply (since 1.21).";
        public const string JsonValues = "Refusals repeat values as JSON, not as Go prints them; of a whole structure they may repeat only what tells it from others.";
    }

    /// <summary>The embedded server differs from every release.</summary>
    public static class Ours
    {
        public const string ManagedFields = "`metadata.managedFields` is kept from the first server-side apply of an object on, not from its creation; so a write that changes nothing but ownership is no write.";
        public const string RepeatedCauses = "A fault is told once in `details.causes`; a real server validates an update several times and repeats it.";
        public const string Parser = "What is wrong with a body that is no JSON, or has a value of another type, is told in the words of another parser.";
        public const string Yaml = "Bodies and apply patches in YAML are refused; JSON is read whatever it is called.";
        public const string ColumnTexts = "Columns of tables have no description.";
        public const string MapOwnership = "Ownership of a map as a whole, apart from its entries, is not recorded for objects that were created without apply.";
        public const string ApplyKind = "An apply patch of another kind is 400, not 500.";
        public const string Served = "Only the resources that Portcullis needs are served: discovery lists no others, has no storage hashes, and names no server address.";
        public const string Version = "`/version` says which release is followed.";
        public const string ReviewTime = "An access review has no `creationTimestamp`, where others write null.";
        public const string PodDiff = "A refused change of a pod names the fields that changed; a real server dumps a comparison of Go structures.";
        public const string RootCertificate = "Namespaces hold no ConfigMap `kube-root-ca.crt`.";
        public const string TriggerTime = "Endpoints carry no annotation `endpoints.kubernetes.io/last-change-trigger-time`.";
    }

    /// <summary>The control plane of the comparison is set up unusually.</summary>
    public static class Setup
    {
        public const string ServiceAccountAdmission = "It runs without the admission plugin `ServiceAccount`: pods there do not get the service account `default`.";
        public const string Anonymous = "It refuses anonymous requests altogether; by default, and here, health and version are open.";
        public const string Privileged = "It does not allow privileged containers.";
    }
}
