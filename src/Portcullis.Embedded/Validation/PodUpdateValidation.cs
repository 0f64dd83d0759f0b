using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>What may change of a pod once it exists: hardly anything.</summary>
internal static class PodUpdateValidation
{
    private const string Updatable =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly FieldPath Spec = "spec";

    public static void Check(Pod updated, Pod old, List<FieldError> errors)
    {
        var (spec, before) = (updated.Spec ?? new PodSpec(), old.Spec ?? new PodSpec());
        if (!SameCount("containers", spec.Containers, before.Containers, errors)
            || !SameCount("initContainers", spec.InitContainers, before.InitContainers, errors)
            || !Deadline(spec.ActiveDeadlineSeconds, before.ActiveDeadlineSeconds, errors))
        {
            return;
        }

        Tolerations(spec.Tolerations ?? [], before.Tolerations ?? [], errors);
        var changed = JsonDifference.Paths(Json(Allowed(spec, before)), Json(before), "spec").ToList();
        if (changed.Count > 0)
        {
            errors.Add(FieldError.Forbidden(Spec, $"pod updates may not change fields other than {Updatable}\n  changed: {string.Join(", ", changed)}\n"));
        }
    }

    /// <summary>The new spec with everything that may change put back to what it was.</summary>
    private static PodSpec Allowed(PodSpec spec, PodSpec before) => spec with
    {
        Containers = WithImages(spec.Containers, before.Containers),
        InitContainers = WithImages(spec.InitContainers, before.InitContainers),
        ActiveDeadlineSeconds = before.ActiveDeadlineSeconds,
        Tolerations = before.Tolerations,
        TerminationGracePeriodSeconds = before.TerminationGracePeriodSeconds < 0 && spec.TerminationGracePeriodSeconds == 1
            ? before.TerminationGracePeriodSeconds
            : spec.TerminationGracePeriodSeconds,
    };

    private static List<Container>? WithImages(IReadOnlyList<Container>? containers, IReadOnlyList<Container>? before) =>
        containers?.Select((container, i) => container with { Image = before![i].Image }).ToList();

    private static bool SameCount(string field, IReadOnlyList<Container>? containers, IReadOnlyList<Container>? before, List<FieldError> errors)
    {
        if ((containers?.Count ?? 0) == (before?.Count ?? 0))
        {
            return true;
        }

        errors.Add(FieldError.Forbidden(Spec.Child(field), "pod updates may not add or remove containers"));
        return false;
    }

    private static bool Deadline(long? deadline, long? before, List<FieldError> errors)
    {
        var path = Spec.Child("activeDeadlineSeconds");
        if (deadline is { } seconds and (< 0 or > int.MaxValue))
        {
            errors.Add(FieldError.Invalid(path, seconds, Messages.InclusiveRange(0, int.MaxValue)));
            return false;
        }

        if (deadline > before)
        {
            errors.Add(FieldError.Invalid(path, deadline, "must be less than or equal to previous value"));
            return false;
        }

        if (deadline is null && before is not null)
        {
            errors.Add(FieldError.Invalid(path, null, "must not update from a positive integer to nil value"));
        }

        return true;
    }

    private static void Tolerations(IReadOnlyList<Toleration> tolerations, IReadOnlyList<Toleration> before, List<FieldError> errors)
    {
        if (!before.All(old => tolerations.Any(t => t with { TolerationSeconds = old.TolerationSeconds } == old)))
        {
            errors.Add(FieldError.Forbidden(Spec.Child("tolerations"), "existing toleration can not be modified except its tolerationSeconds"));
        }
    }

    private static JsonElement Json(PodSpec spec) => JsonSerializer.SerializeToElement(spec, ModelJson.Default.PodSpec);
}
