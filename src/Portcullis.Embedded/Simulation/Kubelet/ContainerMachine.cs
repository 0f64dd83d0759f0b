using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>One container over time: waiting, running, ended, again. Advanced by its pod; not thread-safe.</summary>
internal sealed partial class ContainerMachine
{
    private readonly ContainerSetting _setting;
    private readonly SimulatedImage _image;
    private readonly AirlockStandIn? _airlock;
    private readonly PatrolStandIn? _patrol;
    private readonly BackOffDelay _crashDelay;
    private readonly BackOffDelay _pullDelay;
    private Step _step = Step.NotBegun;
    private DateTimeOffset? _due;
    private DateTimeOffset? _readyAt;
    private DateTimeOffset _startedAt;
    private string? _waitingMessage;
    private int _starts;

    public ContainerMachine(Container spec, ContainerRole role, ContainerSetting setting)
    {
        Spec = spec;
        Role = role;
        _setting = setting;
        _image = SimulatedImage.Parse(spec.Image ?? "");
        _airlock = role == ContainerRole.Init && _image.IsOrdinary ? AirlockStandIn.Of(spec, setting.Options.Network, setting.Network) : null;
        _patrol = role == ContainerRole.Main && _image.IsOrdinary ? PatrolStandIn.Of(spec, setting.Options.Network, setting.Network) : null;
        _crashDelay = new BackOffDelay(setting.Options.BackOff, setting.Options.MaxBackOff);
        _pullDelay = new BackOffDelay(setting.Options.BackOff, setting.Options.MaxBackOff);
    }

    private enum Step
    {
        NotBegun,
        Starting,
        PullFailed,
        PullBackOff,
        ConfigFailed,
        Running,
        Stopping,
        Restarting,
        CrashBackOff,
        Ended,
    }

    public Container Spec { get; }

    public ContainerRole Role { get; }

    public int Restarts { get; private set; }

    public ContainerStateTerminated? Terminated { get; private set; }

    public ContainerStateTerminated? LastTerminated { get; private set; }

    public bool IsRunning => _step is Step.Running or Step.Stopping;

    /// <summary>It ended and will not be started again.</summary>
    public bool HasEnded => _step == Step.Ended;

    public bool HasBegun => _step != Step.NotBegun;

    public bool Ready { get; private set; }

    /// <summary>When there is something to do next.</summary>
    public DateTimeOffset? Due => (_due, _readyAt) switch
    {
        ({ } a, { } b) => a < b ? a : b,
        var (a, b) => a ?? b,
    };

    public void Begin(DateTimeOffset now)
    {
        _step = Step.Starting;
        _due = now + _setting.Options.ContainerStartDelay + _image.ExtraStartDelay;
    }

    /// <summary>Does what is due.</summary>
    /// <returns>True when something changed.</returns>
    public bool Advance(DateTimeOffset now)
    {
        var changed = false;
        while (Due is { } due && due <= now)
        {
            changed = true;
            if (_readyAt == due)
            {
                _readyAt = null;
                Ready = true;
            }
            else
            {
                Next(due);
            }
        }

        return changed;
    }

    /// <summary>Tells a running container to stop; one that does not run never will.</summary>
    public void Stop(DateTimeOffset now, TimeSpan grace)
    {
        switch (_step)
        {
            case Step.Running:
                Tell(PodOccurrence.Normal("Killing", $"Stopping container {Spec.Name}"));
                _step = Step.Stopping;
                _readyAt = null;
                _due = now + StopTime(grace);
                break;
            case Step.Stopping:
                var sooner = now + StopTime(grace);
                _due = sooner < _due ? sooner : _due;
                break;
            default:
                // What waits for a restart has ended for good.
                _step = Step.Ended;
                _due = null;
                Terminated ??= LastTerminated;
                break;
        }
    }

    private TimeSpan StopTime(TimeSpan grace)
    {
        var wanted = _image.IgnoresTerm
            ? TimeSpan.MaxValue
            : _setting.Options.TerminationDelay + TimeSpan.FromSeconds(Spec.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0);
        return wanted < grace ? wanted : grace;
    }

    private void Next(DateTimeOffset now)
    {
        _due = null;
        switch (_step)
        {
            case Step.Starting when _image.PullFails:
            case Step.PullBackOff:
                PullFailed(now);
                break;
            case Step.PullFailed:
                PullBackOff(now);
                break;
            case Step.Starting or Step.ConfigFailed or Step.Restarting or Step.CrashBackOff:
                Start(now);
                break;
            case Step.Running when _airlock is not null:
                Look(_airlock, now);
                break;
            case Step.Running when _patrol is not null:
                Exit(now, 0, "Completed", _patrol.Message(now - _startedAt));
                break;
            case Step.Running:
                Exit(now, _image.ExitCode, _image.ExitReason);
                break;
            case Step.Stopping when _airlock is not null:
                // Its script heeds TERM, and says so.
                Exit(now, AirlockStandIn.CutShort, "Error");
                break;
            case Step.Stopping:
                Exit(now, _image.IgnoresTerm ? 137 : 0, _image.IgnoresTerm ? "Error" : "Completed");
                break;
        }
    }

    private void PullFailed(DateTimeOffset now)
    {
        _step = Step.PullFailed;
        var cause = $"failed to pull and unpack image \"{Spec.Image}\": failed to resolve reference \"{Spec.Image}\": pull access denied, repository does not exist or may require authorization";
        _waitingMessage = cause;
        Tell(PodOccurrence.Normal("Pulling", $"Pulling image \"{Spec.Image}\""));
        Tell(PodOccurrence.Warning("Failed", $"Failed to pull image \"{Spec.Image}\": {cause}"));
        Tell(PodOccurrence.Warning("Failed", "Error: ErrImagePull"));
        _due = now + TimeSpan.FromSeconds(1);
    }

    private void PullBackOff(DateTimeOffset now)
    {
        _step = Step.PullBackOff;
        _waitingMessage = $"Back-off pulling image \"{Spec.Image}\": ErrImagePull: {_waitingMessage}";
        Tell(PodOccurrence.Normal("BackOff", $"Back-off pulling image \"{Spec.Image}\""));
        Tell(PodOccurrence.Warning("Failed", "Error: ImagePullBackOff"));
        _due = now + _pullDelay.Next();
    }

    private void Start(DateTimeOffset now)
    {
        if (_setting.ConfigFault(Spec) is { } fault)
        {
            if (_step != Step.ConfigFailed)
            {
                Tell(PodOccurrence.Warning("Failed", $"Error: {fault}"));
            }

            _step = Step.ConfigFailed;
            _waitingMessage = fault;
            _due = now + _setting.Options.BackOff;
            return;
        }

        if (_starts++ > 0)
        {
            Restarts++;
            LastTerminated = Terminated ?? LastTerminated;
        }

        Tell(PodOccurrence.Normal("Pulled", $"Container image \"{Spec.Image}\" already present on machine"));
        Tell(PodOccurrence.Normal("Created", $"Created container: {Spec.Name}"));
        Tell(PodOccurrence.Normal("Started", $"Started container {Spec.Name}"));
        Terminated = null;
        _step = Step.Running;
        _startedAt = now;
        _due = _airlock is not null ? _airlock.FirstLook(now, RunTime) : _patrol is not null ? _patrol.Ends(now, RunTime) : Role == ContainerRole.Init || _image.Exits ? now + RunTime : null;
        _readyAt = Role == ContainerRole.Init || _image.NeverReady ? null : now + ReadyTime;
    }

    private TimeSpan RunTime => _image.Exits ? _setting.Options.ShortRun : _setting.Options.InitDuration;

    private TimeSpan ReadyTime => _setting.Options.ReadyDelay + TimeSpan.FromSeconds(
        (Spec.ReadinessProbe?.InitialDelaySeconds ?? 0) + (Spec.StartupProbe?.InitialDelaySeconds ?? 0));

    private void Look(AirlockStandIn airlock, DateTimeOffset now)
    {
        if (airlock.Look(_startedAt, now, out var next) is var (code, message))
        {
            Exit(now, code, code == 0 ? "Completed" : "Error", message);
        }
        else
        {
            _due = next;
        }
    }

    private void Exit(DateTimeOffset now, int code, string reason, string? message = null)
    {
        var wasStopped = _step == Step.Stopping;
        Terminated = new ContainerStateTerminated
        {
            ExitCode = code,
            Reason = reason,
            Message = message ?? Spec.Env?.FirstOrDefault(e => e.Name == "SIMULATED_TERMINATION_MESSAGE")?.Value,
            StartedAt = _startedAt,
            FinishedAt = now,
            ContainerID = ContainerId,
        };
        Ready = Role == ContainerRole.Init && code == 0;
        _readyAt = null;
        if (wasStopped || !IsRestarted(code))
        {
            _step = Step.Ended;
            return;
        }

        if (_starts == 1)
        {
            // The first restart is not delayed.
            _step = Step.Restarting;
            _due = now + _setting.Options.ContainerStartDelay;
            return;
        }

        _step = Step.CrashBackOff;
        var delay = _crashDelay.Next();
        _waitingMessage = $"back-off {delay.TotalSeconds:0}s restarting failed container={Spec.Name} pod={_setting.PodText}";
        Tell(PodOccurrence.Warning("BackOff", $"Back-off restarting failed container {Spec.Name} in pod {_setting.PodText}"));
        _due = now + delay;
    }

    private bool IsRestarted(int code) => Role switch
    {
        ContainerRole.Sidecar => true,
        ContainerRole.Init => code != 0 && _setting.RestartPolicy != "Never",
        _ => _setting.RestartPolicy switch { "Never" => false, "OnFailure" => code != 0, _ => true },
    };

    private void Tell(PodOccurrence occurrence) =>
        _setting.Tell(occurrence with { FieldPath = $"spec.{(Role == ContainerRole.Main ? "containers" : "initContainers")}{{{Spec.Name}}}" });
}
