using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The logs of simulated containers: what is known of each run, and that it is simulated.</summary>
internal sealed class PodLogs(ClusterObjects objects, TimeProvider time) : IPodLogs
{
    public async Task WriteAsync(Pod pod, PodLogRequest request, PipeWriter output, CancellationToken cancellation)
    {
        var left = request.LimitBytes ?? long.MaxValue;
        left -= await WriteAsync(Selected(Lines(pod, request), request), request, output, left, cancellation).ConfigureAwait(false);
        if (request is { Follow: true, Previous: false } && !HasEnded(pod, request.Container))
        {
            await FollowAsync(pod, request, output, left, cancellation).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(Pod pod, PodLogRequest request, PipeWriter output, long left, CancellationToken cancellation)
    {
        var seen = Lines(pod, request).Count;
        await foreach (var change in objects.WatchAsync(ResourceTypes.Pods, cancellation).ConfigureAwait(false))
        {
            if (change.Subject.Metadata.Uid != pod.Metadata.Uid)
            {
                continue;
            }

            if (change.Current is not { } current)
            {
                return;
            }

            var lines = Lines(current, request);
            left -= await WriteAsync(lines.Skip(seen), request, output, left, cancellation).ConfigureAwait(false);
            seen = Math.Max(seen, lines.Count);
            if (HasEnded(current, request.Container) || left == 0)
            {
                return;
            }
        }
    }

    private static List<(DateTimeOffset Time, string Text)> Lines(Pod pod, PodLogRequest request)
    {
        var status = Statuses(pod).FirstOrDefault(s => s.Name == request.Container);
        var state = request.Previous ? status?.LastState : status?.State;
        var started = state?.Running?.StartedAt ?? state?.Terminated?.StartedAt;
        if (started is not { } start)
        {
            return [];
        }

        List<(DateTimeOffset, string)> lines =
        [
            (start, $"simulated: container {request.Container} of pod {pod.Metadata.Namespace}/{pod.Metadata.Name} runs image {status!.Image}; nothing really runs here"),
        ];
        var command = Command(pod, request.Container);
        if (command.Length > 0)
        {
            lines.Add((start, $"simulated: command {command}"));
        }

        if (state!.Terminated is { FinishedAt: { } end } terminated)
        {
            lines.Add((end, $"simulated: exit code {terminated.ExitCode} ({terminated.Reason})"));
        }

        return lines;
    }

    private IEnumerable<(DateTimeOffset Time, string Text)> Selected(List<(DateTimeOffset Time, string Text)> lines, PodLogRequest request)
    {
        var since = request.SinceSeconds is { } seconds ? time.GetUtcNow().AddSeconds(-seconds) : DateTimeOffset.MinValue;
        var recent = lines.Where(l => l.Time >= since).ToList();
        return request.TailLines is { } tail && tail < recent.Count ? recent.Skip(recent.Count - (int)tail) : recent;
    }

    /// <returns>How many bytes were written.</returns>
    private static async Task<long> WriteAsync(
        IEnumerable<(DateTimeOffset Time, string Text)> lines,
        PodLogRequest request,
        PipeWriter output,
        long left,
        CancellationToken cancellation)
    {
        var text = string.Concat(lines.Select(line => $"{(request.Timestamps ? Stamp(line.Time) : "")}{line.Text}\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        var count = (int)Math.Min(bytes.Length, left);
        await output.WriteAsync(bytes.AsMemory(0, count), cancellation).ConfigureAwait(false);
        return count;
    }

    private static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '", CultureInfo.InvariantCulture);

    private static string Command(Pod pod, string name)
    {
        var container = (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? []).FirstOrDefault(c => c.Name == name);
        return string.Join(' ', [.. container?.Command ?? [], .. container?.Args ?? []]);
    }

    private static bool HasEnded(Pod pod, string name) =>
        pod.Status?.Phase is "Succeeded" or "Failed"
        || (Statuses(pod).FirstOrDefault(s => s.Name == name)?.State?.Terminated is not null && pod.Spec?.RestartPolicy == "Never");

    private static IEnumerable<ContainerStatus> Statuses(Pod pod) =>
        (pod.Status?.ContainerStatuses ?? []).Concat(pod.Status?.InitContainerStatuses ?? []);
}
