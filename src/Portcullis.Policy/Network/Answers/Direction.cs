namespace Portcullis.Policy.Network.Answers;

/// <summary>A direction, as <c>policyTypes</c> names it.</summary>
public enum Direction
{
    /// <summary>At the destination.</summary>
    Ingress,

    /// <summary>At the source.</summary>
    Egress,
}
