namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>Why differences stay: each is a line of docs/embedded.md, word for word.</summary>
internal static class Reasons
{
    /// <summary>The embedded server does not follow yet.</summary>
    public static class Pending
    {
        public const string PodSecurity = "Pod Security admission does not look at the labels of a namespace.";
        public const string Deletions = "The DELETE of a Service answers with a Status, not with the Service.";
        public const string ServiceCidrs = "A `ServiceCIDR` has no finalizer and no status, and is gone after DELETE.";
        public const string Endpoints = "Requests for Endpoints are not answered with a warning of their deprecation, and those that the controller makes are not labelled as its own.";
        public const string Services = "Services: a name may not begin with a digit; `externalIPs` are not warned about; an external name keeps `internalTrafficPolicy`; a status may say anything of a load balancer.";
        public const string Pods = "Pods: a negative grace period is kept, and a status is validated.";
        public const string Generations = "Changed labels do not raise the generation of an endpoint slice.";
        public const string Refusals = "Some malformed requests are refused with another code, in other words, or with other causes.";
    }

    /// <summary>Older releases differ from the one that is followed.</summary>
    public static class Older
    {
        public const string GoValues = "1.33 prints some values in refusals as Go does; 1.36, and the embedded server, as JSON.";
        public const string NoTime = "1.33 writes `creationTimestamp: null` into answers that have none.";
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
