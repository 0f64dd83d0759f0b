using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for probes and hooks.</summary>
internal static class ProbeValidation
{
    public static void Check(Probe? probe, ProbeKind kind, FieldPath path, List<FieldError> errors)
    {
        if (probe is null)
        {
            return;
        }

        HandlerValidation.Check(new Handler(probe.Exec, probe.HttpGet, probe.TcpSocket, probe.Grpc, null), null, path, errors);
        errors.NotNegative(path.Child("initialDelaySeconds"), probe.InitialDelaySeconds);
        errors.NotNegative(path.Child("timeoutSeconds"), probe.TimeoutSeconds);
        errors.NotNegative(path.Child("periodSeconds"), probe.PeriodSeconds);
        errors.NotNegative(path.Child("successThreshold"), probe.SuccessThreshold);
        errors.NotNegative(path.Child("failureThreshold"), probe.FailureThreshold);
        if (probe.TerminationGracePeriodSeconds <= 0)
        {
            errors.Add(FieldError.Invalid(path.Child("terminationGracePeriodSeconds"), probe.TerminationGracePeriodSeconds, "must be greater than 0"));
        }

        if (kind == ProbeKind.Readiness && probe.TerminationGracePeriodSeconds is { } grace)
        {
            errors.Add(FieldError.Invalid(path.Child("terminationGracePeriodSeconds"), grace, "must not be set for readinessProbes"));
        }

        if (kind != ProbeKind.Readiness && probe.SuccessThreshold != 1)
        {
            errors.Add(FieldError.Invalid(path.Child("successThreshold"), probe.SuccessThreshold ?? 0, "must be 1"));
        }
    }

    public static void Hooks(Lifecycle? lifecycle, long? gracePeriod, FieldPath path, List<FieldError> errors)
    {
        Hook(lifecycle?.PostStart, "postStart");
        Hook(lifecycle?.PreStop, "preStop");

        void Hook(LifecycleHandler? hook, string field)
        {
            if (hook is not null)
            {
                HandlerValidation.Check(new Handler(hook.Exec, hook.HttpGet, hook.TcpSocket, null, hook.Sleep), gracePeriod, path.Child(field), errors);
            }
        }
    }
}
