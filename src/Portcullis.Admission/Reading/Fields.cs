namespace Portcullis.Admission.Reading;

/// <summary>The fields that the Kubernetes API has, by object: what is listed here and not read by a reader is forbidden but known.</summary>
internal static class Fields
{
    public static readonly KnownFields Top = new("apiVersion", "kind", "metadata", "spec", "status");

    public static readonly KnownFields Metadata = new(
        "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "clusterName", "managedFields");

    public static readonly KnownFields PodSpec = new(
        "volumes", "initContainers", "containers", "ephemeralContainers", "restartPolicy", "terminationGracePeriodSeconds", "activeDeadlineSeconds",
        "dnsPolicy", "nodeSelector", "serviceAccountName", "serviceAccount", "automountServiceAccountToken", "nodeName", "hostNetwork", "hostPID",
        "hostIPC", "shareProcessNamespace", "securityContext", "imagePullSecrets", "hostname", "subdomain", "affinity", "schedulerName",
        "tolerations", "hostAliases", "priorityClassName", "priority", "dnsConfig", "readinessGates", "runtimeClassName", "enableServiceLinks",
        "preemptionPolicy", "overhead", "topologySpreadConstraints", "setHostnameAsFQDN", "os", "hostUsers", "schedulingGates",
        "resourceClaims", "resources", "hostnameOverride", "workloadRef", "schedulingGroup")
    { Hints = Hints.PodSpec };

    public static readonly KnownFields Container = new(
        "name", "image", "command", "args", "workingDir", "ports", "envFrom", "env", "resources", "resizePolicy", "restartPolicy",
        "restartPolicyRules", "volumeMounts", "volumeDevices", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
        "terminationMessagePath", "terminationMessagePolicy", "imagePullPolicy", "securityContext", "stdin", "stdinOnce", "tty")
    { Hints = Hints.Container };

    public static readonly KnownFields ContainerPort = new("name", "hostPort", "containerPort", "protocol", "hostIP") { Hints = Hints.ContainerPort };

    public static readonly KnownFields EnvVar = new("name", "value", "valueFrom");

    public static readonly KnownFields EnvVarSource = new("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef") { Hints = Hints.EnvVarSource };

    public static readonly KnownFields FieldRef = new("apiVersion", "fieldPath");

    public static readonly KnownFields Resources = new("limits", "requests", "claims");

    public static readonly KnownFields ResourceNames = new("cpu", "memory", "ephemeral-storage") { IsMap = true };

    public static readonly KnownFields VolumeMount = new("name", "readOnly", "recursiveReadOnly", "mountPath", "subPath", "mountPropagation", "subPathExpr");

    public static readonly KnownFields Probe = new(
        "exec", "httpGet", "tcpSocket", "grpc", "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
        "terminationGracePeriodSeconds");

    public static readonly KnownFields Lifecycle = new("postStart", "preStop", "stopSignal");

    public static readonly KnownFields LifecycleHandler = new("exec", "httpGet", "tcpSocket", "sleep");

    public static readonly KnownFields Exec = new("command");

    public static readonly KnownFields HttpGet = new("path", "port", "host", "scheme", "httpHeaders") { Hints = Hints.Handler };

    public static readonly KnownFields HttpHeader = new("name", "value");

    public static readonly KnownFields TcpSocket = new("port", "host") { Hints = Hints.Handler };

    public static readonly KnownFields Grpc = new("port", "service");

    public static readonly KnownFields Volume = new(
        "name", "emptyDir", "downwardAPI", "projected", "hostPath", "secret", "configMap", "persistentVolumeClaim", "ephemeral", "csi", "image",
        "nfs", "iscsi", "glusterfs", "rbd", "flexVolume", "cinder", "cephfs", "flocker", "fc", "gitRepo", "gcePersistentDisk",
        "awsElasticBlockStore", "azureFile", "azureDisk", "vsphereVolume", "quobyte", "photonPersistentDisk", "portworxVolume", "scaleIO", "storageos")
    { Hints = Hints.Volume };

    public static readonly KnownFields EmptyDir = new("medium", "sizeLimit");

    public static readonly KnownFields DownwardApi = new("items", "defaultMode");

    public static readonly KnownFields DownwardApiProjection = new("items");

    public static readonly KnownFields DownwardApiFile = new("path", "fieldRef", "resourceFieldRef", "mode");

    public static readonly KnownFields Projected = new("sources", "defaultMode");

    public static readonly KnownFields Projection = new("downwardAPI", "secret", "configMap", "serviceAccountToken", "clusterTrustBundle", "podCertificate");

    public static readonly KnownFields HostAlias = new("ip", "hostnames");

    public static readonly KnownFields LocalObjectReference = new("name");

    public static readonly KnownFields PodSecurityContext = new(
        "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot", "supplementalGroups", "supplementalGroupsPolicy", "fsGroup",
        "sysctls", "fsGroupChangePolicy", "seccompProfile", "appArmorProfile", "seLinuxChangePolicy")
    { Hints = Hints.SecurityContext };

    public static readonly KnownFields SecurityContext = new(
        "capabilities", "privileged", "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot", "readOnlyRootFilesystem",
        "allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile")
    { Hints = Hints.SecurityContext };

    public static readonly KnownFields Capabilities = new("add", "drop");

    public static readonly KnownFields SeLinux = new("user", "role", "type", "level");

    public static readonly KnownFields Seccomp = new("type", "localhostProfile");

    public static readonly KnownFields AppArmor = new("type", "localhostProfile");

    /// <summary>A node selector may have any key; this one alone is read.</summary>
    public static readonly KnownFields NodeSelector = new("role") { IsMap = true };
}
