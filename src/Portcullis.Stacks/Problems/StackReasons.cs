namespace Portcullis.Stacks.Problems;

/// <summary>The codes of <see cref="StackProblem.Reason"/>. Callers branch on them: append, never rename.</summary>
public static class StackReasons
{
    /// <summary>The request's JSON cannot be read.</summary>
    public const string InvalidJson = "InvalidJson";

    /// <summary>A field of the request is missing or out of bounds.</summary>
    public const string InvalidRequest = "InvalidRequest";

    /// <summary>The manifest is not one that a challenge may have.</summary>
    public const string InvalidManifest = "InvalidManifest";

    /// <summary>The stack asks for more than one stack may have (LimitRange).</summary>
    public const string LimitRangeExceeded = "LimitRangeExceeded";

    /// <summary>The API key is missing or wrong.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>No such stack, job or route.</summary>
    public const string NotFound = "NotFound";

    /// <summary>No NodePort is free.</summary>
    public const string NodePortsExhausted = "NodePortsExhausted";

    /// <summary>The owner has as many stacks as one may have.</summary>
    public const string OwnerLimitReached = "OwnerLimitReached";

    /// <summary>The namespace's quota is used up.</summary>
    public const string QuotaExceeded = "QuotaExceeded";

    /// <summary>No node has room.</summary>
    public const string Unschedulable = "Unschedulable";

    /// <summary>Too many creates are under way, or the cluster is slow.</summary>
    public const string Busy = "Busy";

    /// <summary>The API server cannot be reached or does not answer.</summary>
    public const string ClusterUnavailable = "ClusterUnavailable";

    /// <summary>The cluster dropped a field that the stack's isolation needs.</summary>
    public const string UnsupportedByCluster = "UnsupportedByCluster";

    /// <summary>The stack changed under the command, again and again.</summary>
    public const string Conflict = "Conflict";

    /// <summary>An admission webhook, Pod Security or a permission stands in the way.</summary>
    public const string RefusedByCluster = "RefusedByCluster";

    /// <summary>The configured NodePort range is not the cluster's.</summary>
    public const string NodePortOutOfRange = "NodePortOutOfRange";

    /// <summary>Somebody changed the stack's Service by hand so that it cannot be read.</summary>
    public const string DamagedRecord = "DamagedRecord";

    /// <summary>The pod fails the Pod Security level of its profile: it was not sent.</summary>
    public const string PodSecurityViolated = "PodSecurityViolated";

    /// <summary>A stack could reach what it must not: none is made until that is mended.</summary>
    public const string IsolationOpen = "IsolationOpen";

    /// <summary>The stack namespace has no ingress policy, and the operator wants one.</summary>
    public const string IngressPolicyMissing = "IngressPolicyMissing";

    /// <summary>The cluster does not tell what an airlock could try.</summary>
    public const string AirlockTargetUnknown = "AirlockTargetUnknown";

    /// <summary>It is not known how the cluster is now: none is made until it is.</summary>
    public const string IsolationStale = "IsolationStale";

    /// <summary>A fault of Portcullis itself.</summary>
    public const string InternalError = "InternalError";
}
