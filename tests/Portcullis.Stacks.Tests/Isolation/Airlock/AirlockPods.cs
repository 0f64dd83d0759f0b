using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

/// <summary>Pods whose airlock is as a test wants it.</summary>
internal static class AirlockPods
{
    public static ContainerState Running { get; } = new() { Running = new() { StartedAt = Worlds.Start } };

    public static ContainerState Ended(int code, string? message, string reason = "Error") =>
        new() { Terminated = new() { ExitCode = code, Message = message, Reason = reason, FinishedAt = Worlds.Start + TimeSpan.FromSeconds(30) } };

    public static ContainerState Passed(int seconds = 2) => Ended(0, $"passed attempts=7 seconds={seconds}\n", "Completed");

    public static ContainerState Open { get; } = Ended(1, "open attempts=100 seconds=30 answered=10.43.0.1:443\n");

    public static ContainerState Broken { get; } = Ended(3, "broken attempts=0 seconds=1\n");

    public static Pod Pod(ContainerState? state, ContainerState? last = null, string phase = "Pending", string incarnation = "bbbbb") =>
        Worlds.Pod(incarnation, phase) is var pod ? pod with
        {
            Status = pod.Status! with
            {
                InitContainerStatuses = [new() { Name = "airlock", State = state, LastState = last }, new() { Name = "own", State = new() { Waiting = new() { Reason = "PodInitializing" } } }],
                ContainerStatuses = [new() { Name = "app", State = new() { Waiting = new() { Reason = "PodInitializing" } } }],
            },
        } : throw new InvalidOperationException();

    /// <summary>A Pod of another stack, made so many seconds after the start.</summary>
    public static Pod Pod(int number, ContainerState state, string phase = "Pending", int version = 11) => Pod(state, phase: phase) is var pod ? pod with
    {
        Metadata = pod.Metadata with
        {
            Name = $"pod-{number}",
            Uid = $"uid-{number}",
            ResourceVersion = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            CreationTimestamp = Worlds.Start + TimeSpan.FromSeconds(number),
            Labels = pod.Metadata.Labels!.ToDictionary(entry => entry.Key, entry => entry.Key == StackKeys.Stack ? Stack(number) : entry.Value),
        },
    } : throw new InvalidOperationException();

    public static string Stack(int number) => $"stack-{number:x16}";
}
