using System.IO.Pipelines;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Api;

/// <summary>What the containers of a pod have written.</summary>
internal interface IPodLogs
{
    /// <summary>Writes a container's log, and follows it while asked to and while the container runs.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="request">What is asked for; the container is one of the pod's.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Ends following.</param>
    Task WriteAsync(Pod pod, PodLogRequest request, PipeWriter output, CancellationToken cancellation);
}

/// <summary>The query of a log request. <see href="https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#read-log-pod-v1-core"/></summary>
/// <param name="Container">The container's name.</param>
/// <param name="Follow">Whether to wait for more.</param>
/// <param name="Previous">The log of the incarnation before the last restart.</param>
/// <param name="Timestamps">Whether each line begins with its time.</param>
/// <param name="TailLines">How many lines from the end; null for all.</param>
/// <param name="LimitBytes">The most bytes; null for all.</param>
/// <param name="SinceSeconds">How far back; null for all.</param>
internal sealed record PodLogRequest(string Container, bool Follow, bool Previous, bool Timestamps, long? TailLines, long? LimitBytes, long? SinceSeconds);
