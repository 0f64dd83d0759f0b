namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>What the program runs over in a test.</summary>
public enum ClusterKind
{
    /// <summary>The embedded cluster, in this process.</summary>
    Embedded,

    /// <summary>A control plane that somebody else wrote.</summary>
    ControlPlane,
}
