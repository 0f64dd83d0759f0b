using System.IO.Pipelines;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Api;

/// <summary>For a cluster without kubelets: no container ever wrote anything.</summary>
internal sealed class NoPodLogs : IPodLogs
{
    public Task WriteAsync(Pod pod, PodLogRequest request, PipeWriter output, CancellationToken cancellation) => Task.CompletedTask;
}
