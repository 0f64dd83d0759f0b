using System.Collections.Concurrent;
using Portcullis.Client.Requests;
using Portcullis.Embedded;
using Portcullis.Embedded.Faults;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>A cluster with a stack namespace of the test's own, and ways to make it fail.</summary>
internal abstract class ClusterUnderTest : IAsyncDisposable
{
    /// <summary>Where stacks live.</summary>
    public abstract string Namespace { get; }

    /// <summary>Makes the cluster fail, as far as the program can see.</summary>
    public abstract FaultInjector Faults { get; }

    /// <summary>Makes the program's watches fall silent.</summary>
    public SwallowedWatches Swallowed { get; } = new();

    /// <summary>The requests that the program made.</summary>
    public abstract RequestLog Requests { get; }

    /// <summary>Goes round the program, with every right.</summary>
    public abstract KubernetesClient Admin { get; }

    /// <summary>Every request to a resource that the program made, by what an authoriser looks at.</summary>
    public ConcurrentDictionary<SeenRequest, int> Seen { get; } = new();

    /// <summary>A client for the program, with the program's rights.</summary>
    public abstract KubernetesClient NewClient();

    /// <summary>The next watch of a resource that asks for changes from the past is told that they are forgotten.</summary>
    public abstract void ForgetHistory(string resource);

    public abstract ValueTask DisposeAsync();

    public static async Task<ClusterUnderTest> StartAsync(ClusterKind kind, Func<EmbeddedClusterOptions, EmbeddedClusterOptions>? embedded, CancellationToken cancellationToken) =>
        kind == ClusterKind.Embedded
            ? await EmbeddedClusterUnderTest.StartAsync(embedded, cancellationToken)
            : await ControlPlaneUnderTest.StartAsync(cancellationToken);
}
