namespace Portcullis.Policy.PodSecurity;

/// <summary>A level of the Pod Security Standards; each is stricter than the one before. <see href="https://kubernetes.io/docs/concepts/security/pod-security-standards/"/></summary>
public enum PodSecurityLevel
{
    /// <summary>Anything goes.</summary>
    Privileged,

    /// <summary>Known ways out of a container are shut.</summary>
    Baseline,

    /// <summary>Beyond that, the pod must be hardened.</summary>
    Restricted,
}
