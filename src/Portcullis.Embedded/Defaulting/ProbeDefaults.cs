using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of probes and hooks.</summary>
internal static class ProbeDefaults
{
    public static Probe? Apply(Probe? probe) => probe is null ? null : probe with
    {
        HttpGet = Apply(probe.HttpGet),
        Grpc = probe.Grpc is { Service: null } grpc ? grpc with { Service = "" } : probe.Grpc,
        TimeoutSeconds = OrElse(probe.TimeoutSeconds, 1),
        PeriodSeconds = OrElse(probe.PeriodSeconds, 10),
        SuccessThreshold = OrElse(probe.SuccessThreshold, 1),
        FailureThreshold = OrElse(probe.FailureThreshold, 3),
    };

    public static Lifecycle? Apply(Lifecycle? lifecycle) =>
        lifecycle is null ? null : lifecycle with { PostStart = Apply(lifecycle.PostStart), PreStop = Apply(lifecycle.PreStop) };

    private static LifecycleHandler? Apply(LifecycleHandler? handler) => handler is null ? null : handler with { HttpGet = Apply(handler.HttpGet) };

    private static HttpGetAction? Apply(HttpGetAction? get) => get is null ? null : get with
    {
        Path = string.IsNullOrEmpty(get.Path) ? "/" : get.Path,
        Scheme = string.IsNullOrEmpty(get.Scheme) ? "HTTP" : get.Scheme,
    };

    private static int OrElse(int? value, int fallback) => value is null or 0 ? fallback : value.Value;
}
