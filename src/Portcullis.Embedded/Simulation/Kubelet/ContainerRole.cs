namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>What a container is in its pod.</summary>
internal enum ContainerRole
{
    /// <summary>Runs to its end before the next begins.</summary>
    Init,

    /// <summary>Starts with the init containers and runs beside the others.</summary>
    Sidecar,

    /// <summary>One of the pod's containers proper.</summary>
    Main,
}
