using Portcullis.Model.Json;

namespace Portcullis.Model.Wire.Core;

/// <summary>A periodic check of a container. All times are whole seconds.</summary>
public sealed record Probe
{
    public ExecAction? Exec { get; init; }
    public HttpGetAction? HttpGet { get; init; }
    public TcpSocketAction? TcpSocket { get; init; }
    public GrpcAction? Grpc { get; init; }
    public int? InitialDelaySeconds { get; init; }
    public int? TimeoutSeconds { get; init; }
    public int? PeriodSeconds { get; init; }
    public int? SuccessThreshold { get; init; }
    public int? FailureThreshold { get; init; }
    public long? TerminationGracePeriodSeconds { get; init; }
}

/// <summary>What to do after a container starts and before it stops.</summary>
public sealed record Lifecycle
{
    public LifecycleHandler? PostStart { get; init; }
    public LifecycleHandler? PreStop { get; init; }
    public string? StopSignal { get; init; }
}

/// <summary>One hook.</summary>
public sealed record LifecycleHandler
{
    public ExecAction? Exec { get; init; }
    public HttpGetAction? HttpGet { get; init; }
    public TcpSocketAction? TcpSocket { get; init; }
    public SleepAction? Sleep { get; init; }
}

/// <summary>Runs a command in the container.</summary>
public sealed record ExecAction : WireObject
{
    public IReadOnlyList<string>? Command { get; init; }
}

/// <summary>Sends an HTTP GET from the node.</summary>
public sealed record HttpGetAction : WireObject
{
    public string? Path { get; init; }
    public IntOrString? Port { get; init; }
    public string? Host { get; init; }
    public string? Scheme { get; init; }
    public IReadOnlyList<HttpHeader>? HttpHeaders { get; init; }
}

/// <summary>One header of a <see cref="HttpGetAction"/>.</summary>
public sealed record HttpHeader
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}

/// <summary>Opens a TCP connection from the node.</summary>
public sealed record TcpSocketAction
{
    public IntOrString? Port { get; init; }
    public string? Host { get; init; }
}

/// <summary>Asks a gRPC health service.</summary>
public sealed record GrpcAction
{
    public int? Port { get; init; }
    public string? Service { get; init; }
}

/// <summary>Waits.</summary>
public sealed record SleepAction
{
    public long? Seconds { get; init; }
}
