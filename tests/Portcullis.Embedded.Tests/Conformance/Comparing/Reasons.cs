namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>Why differences stay: each is a line of docs/embedded.md, word for word.</summary>
internal static class Reasons
{
    /// <summary>Older releases differ from the one that is followed.</summary>
    public static class Older
    {
        public const string GoValues = "1.33 prints some values in refusals as Go does; 1.36, and the embedded server, as JSON.";
        public const string ServiceNames = "1.33 wants the name of a Service to begin with a letter.";
        public const string ExternalIPs = "1.33 does not warn of `externalIPs`.";
        public const string DeleteOptions = "1.33 answers 500 to a DELETE whose body is no DeleteOptions.";
        public const string NoTime = "1.33 writes `creationTimestamp: null` into answers that have none.";
    }

    /// <summary>The embedded server differs from every release.</summary>
    public static class Ours
    {
        public const string ManagedFields = "`metadata.managedFields` is kept from the first server-side apply of an object on, not from its creation; so a write that changes nothing but ownership is no write.";
        public const string RepeatedCauses = "A fault is told once in `details.causes`; a real server validates an update several times and repeats it.";
        public const string Wording = "Some refusals are worded otherwise, or tell of more or fewer faults; code and reason are the same.";
        public const string ServiceRange = "An address outside of the range of Services is refused by naming the range, as servers without `ServiceCIDR` do.";
        public const string ServiceCidrs = "A `ServiceCIDR` is kept, and no more: no controller gives it a finalizer and a condition, none allocates from it, and after DELETE it is gone.";
        public const string ApplyTime = "An entry of `managedFields` has a time even where the apply changed nothing.";
        public const string Parser = "What is wrong with a body that is no JSON, or has a value of another type, is told in the words of another parser.";
        public const string Yaml = "Bodies and apply patches in YAML are refused; JSON is read whatever it is called.";
        public const string ColumnTexts = "Columns of tables have no description.";
        public const string MapOwnership = "Ownership of a map as a whole, apart from its entries, is not recorded for objects that were created without apply.";
        public const string Served = "Only the resources that Portcullis needs are served: discovery lists no others, has no storage hashes, and names no server address.";
        public const string Version = "`/version` says which release is followed.";
        public const string PodDiff = "A refused change of a pod names the fields that changed; a real server dumps a comparison of Go structures.";
        public const string RootCertificate = "Namespaces hold no ConfigMap `kube-root-ca.crt`.";
        public const string TriggerTime = "Endpoints carry no annotation `endpoints.kubernetes.io/last-change-trigger-time`.";
    }

    /// <summary>The servers that were recorded were set up unusually.</summary>
    public static class Setup
    {
        public const string ServiceAccountAdmission = "They ran without the admission plugin `ServiceAccount`: pods there do not get the service account `default`.";
        public const string Anonymous = "They refused anonymous requests altogether; by default, and here, health and version are open.";
        public const string Privileged = "They did not allow privileged containers.";
        public const string SecondRange = "Other scenarios ran while a second `ServiceCIDR` was there, and some Services got their addresses out of it.";
    }
}
