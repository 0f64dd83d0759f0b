using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>Holds pods to what the labels of their namespace ask, and those labels to what they may say.</summary>
internal sealed class PodSecurityAdmission(ObjectStore store)
{
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";
    private const string Seccomp = "seccomp.security.alpha.kubernetes.io/pod";

    /// <summary>Refuses or warns about an object that is valid in itself.</summary>
    /// <param name="definition">Its resource.</param>
    /// <param name="value">The object.</param>
    /// <param name="old">What it replaces; null for a new one.</param>
    /// <param name="options">How it is written; a subresource is not looked at.</param>
    /// <exception cref="ApiException">403 for a pod, 422 for a namespace.</exception>
    public void Check(ResourceDefinition definition, KubernetesObject value, KubernetesObject? old, WriteOptions options)
    {
        if (options.Subresource is not null)
        {
            return;
        }

        if (value is Pod pod && (old is not Pod before || Matters(pod, before)))
        {
            Check(definition, pod, options);
        }
        else if (value is Namespace scope)
        {
            Check(definition, scope, (Namespace?)old, options);
        }
    }

    private void Check(ResourceDefinition definition, Pod pod, WriteOptions options)
    {
        var scope = store.Find(store[ResourceTypes.Namespaces], new("", pod.Metadata.Namespace ?? ""))?.Value;
        var asked = PodSecurityLabels.Read(scope?.Metadata.Labels, []);
        if (asked.Enforce.Against(pod) is { } refused)
        {
            throw new ApiException(StatusErrors.Forbidden(definition.Type, pod.Metadata.Name ?? "", $"violates PodSecurity \"{asked.Enforce}\": {refused.Message}"));
        }

        if (asked.Warn.Against(pod) is { } frowned)
        {
            options.Warn?.Invoke($"would violate PodSecurity \"{asked.Warn}\": {frowned.Message}");
        }
    }

    private void Check(ResourceDefinition definition, Namespace scope, Namespace? old, WriteOptions options)
    {
        var errors = new List<FieldError>();
        var errorsBefore = new List<FieldError>();
        var asked = PodSecurityLabels.Read(scope.Metadata.Labels, errors);
        var before = PodSecurityLabels.Read(old?.Metadata.Labels, errorsBefore);
        if (errors.Count > 0 && (old is null || !errors.Select(e => e.ToString()).SequenceEqual(errorsBefore.Select(e => e.ToString()))))
        {
            throw new ApiException(StatusErrors.Invalid(definition.Type, scope.Metadata.Name ?? "", errors));
        }

        if (old is null || asked.Enforce == before.Enforce || (asked.Enforce.Version == before.Enforce.Version && asked.Enforce.Level <= before.Enforce.Level))
        {
            return;
        }

        foreach (var warning in OfPresentPods(scope.Metadata.Name ?? "", asked.Enforce))
        {
            options.Warn?.Invoke(warning);
        }
    }

    /// <summary>Pods that are there already are not put out, but told of: one line for all that fail alike.</summary>
    private IEnumerable<string> OfPresentPods(string scope, PodSecurityDemand asked)
    {
        var lines = store.Read(store[ResourceTypes.Pods]).Snapshot.In(scope)
            .Select(item => (Pod)item.Value)
            .Select(pod => (pod.Metadata.Name, Reasons: asked.Against(pod) is { } verdict ? string.Join(", ", verdict.Failures.Select(f => f.Reason)) : null))
            .Where(pod => pod.Reasons is not null)
            .GroupBy(pod => pod.Reasons)
            .Select(alike => $"{alike.Select(p => p.Name).Order(StringComparer.Ordinal).First()}{Others(alike.Count() - 1)}: {alike.Key}")
            .Order(StringComparer.Ordinal)
            .ToList();
        return lines.Count == 0 ? [] : lines.Prepend($"existing pods in namespace \"{scope}\" violate the new PodSecurity enforce level \"{asked}\"");

        static string Others(int count) => count switch { 0 => "", 1 => " (and 1 other pod)", _ => $" (and {count} other pods)" };
    }

    /// <summary>Whether an update touches what is judged; labels, tolerations and the like do not.</summary>
    private static bool Matters(Pod pod, Pod before) => !Judged(pod).SequenceEqual(Judged(before));

    private static IEnumerable<string?> Judged(Pod pod) =>
    [
        .. (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? []).Select(c => c.Image),
        .. (pod.Metadata.Annotations ?? new Dictionary<string, string>())
            .Where(a => a.Key == Seccomp || a.Key.StartsWith(AppArmor, StringComparison.Ordinal))
            .OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => $"{a.Key}={a.Value}"),
    ];
}
