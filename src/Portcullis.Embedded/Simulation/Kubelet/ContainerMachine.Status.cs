using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <content>What the status of the pod says of the container.</content>
internal sealed partial class ContainerMachine
{
    private string ContainerId => $"containerd://{_setting.Fingerprint(Spec.Name ?? "", _starts)}";

    /// <param name="waiting">Why it waits when it has not begun: <c>ContainerCreating</c> or <c>PodInitializing</c>.</param>
    public ContainerStatus Status(string waiting) => new()
    {
        Name = Spec.Name,
        State = State(waiting),
        LastState = new ContainerState { Terminated = IsBackingOff ? Terminated : LastTerminated },
        Ready = Ready,
        RestartCount = Restarts,
        Image = Spec.Image,
        ImageID = _starts > 0 ? $"{Spec.Image}@sha256:{_setting.Fingerprint(Spec.Image ?? "", 0)}" : "",
        ContainerID = _starts > 0 ? ContainerId : null,
        Started = IsRunning,
    };

    /// <summary>In back-off between runs: shown as waiting, counted as stopped.</summary>
    public bool IsBackingOff => _step == Step.CrashBackOff;

    private ContainerState State(string waiting) => _step switch
    {
        Step.Running or Step.Stopping => new ContainerState { Running = new ContainerStateRunning { StartedAt = _startedAt } },
        Step.PullFailed => Waiting("ErrImagePull"),
        Step.PullBackOff => Waiting("ImagePullBackOff"),
        Step.ConfigFailed => Waiting("CreateContainerConfigError"),
        Step.CrashBackOff => Waiting("CrashLoopBackOff"),
        _ when Terminated is not null => new ContainerState { Terminated = Terminated },
        _ => new ContainerState { Waiting = new ContainerStateWaiting { Reason = waiting } },
    };

    private ContainerState Waiting(string reason) =>
        new() { Waiting = new ContainerStateWaiting { Reason = reason, Message = _waitingMessage } };
}
