using System.Text;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Validation;

/// <summary>Rules for the metadata of every kind.</summary>
internal static class MetadataValidation
{
    /// <summary>256 KiB, keys and values together.</summary>
    private const int AnnotationBytes = 256 * 1024;

    private static readonly FieldPath Metadata = "metadata";

    public static void Create(KubernetesObject obj, List<FieldError> errors)
    {
        var rule = NameRule.Of(obj);
        var metadata = obj.Metadata;
        if (!string.IsNullOrEmpty(metadata.GenerateName))
        {
            errors.Invalid(Metadata.Child("generateName"), metadata.GenerateName, rule.Prefix(metadata.GenerateName));
        }

        if (string.IsNullOrEmpty(metadata.Name))
        {
            errors.Add(FieldError.Required(Metadata.Child("name"), "name or generateName is required"));
        }
        else
        {
            errors.Invalid(Metadata.Child("name"), metadata.Name, rule.Name(metadata.Name));
        }

        Namespace(metadata.Namespace, rule.Namespaced, errors);
        Common(metadata, errors);
        StandardFinalizers(obj, errors);
    }

    public static void Update(KubernetesObject changed, KubernetesObject before, List<FieldError> errors)
    {
        var (updated, old) = (changed.Metadata, before.Metadata);
        var added = (updated.Finalizers ?? []).Except(old.Finalizers ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (old.DeletionTimestamp is not null && added.Count > 0)
        {
            errors.Add(FieldError.Forbidden(
                Metadata.Child("finalizers"),
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(FieldValue.Quote))}}}"));
        }

        if (string.IsNullOrEmpty(updated.ResourceVersion))
        {
            errors.Add(FieldError.Invalid(Metadata.Child("resourceVersion"), "", "must be specified for an update"));
        }

        errors.Immutable(Metadata.Child("name"), updated.Name, old.Name);
        errors.Immutable(Metadata.Child("namespace"), updated.Namespace, old.Namespace);
        errors.Immutable(Metadata.Child("uid"), updated.Uid, old.Uid);
        errors.Immutable(Metadata.Child("creationTimestamp"), updated.CreationTimestamp, old.CreationTimestamp);
        errors.Immutable(Metadata.Child("deletionTimestamp"), updated.DeletionTimestamp, old.DeletionTimestamp);
        errors.Immutable(Metadata.Child("deletionGracePeriodSeconds"), updated.DeletionGracePeriodSeconds, old.DeletionGracePeriodSeconds);
        Common(updated, errors);
        StandardFinalizers(changed, errors);
    }

    private static void Namespace(string? ns, bool required, List<FieldError> errors)
    {
        if (!required)
        {
            if (!string.IsNullOrEmpty(ns))
            {
                errors.Add(FieldError.Forbidden(Metadata.Child("namespace"), "not allowed on this type"));
            }
        }
        else if (string.IsNullOrEmpty(ns))
        {
            errors.Add(FieldError.Required(Metadata.Child("namespace")));
        }
        else
        {
            errors.Invalid(Metadata.Child("namespace"), ns, NameRules.Dns1123Label(ns));
        }
    }

    private static void Common(ObjectMeta metadata, List<FieldError> errors)
    {
        errors.NotNegative(Metadata.Child("generation"), metadata.Generation);
        LabelValidation.Labels(metadata.Labels, Metadata.Child("labels"), errors);
        Annotations(metadata.Annotations, errors);
        OwnerReferenceValidation.Check(metadata.OwnerReferences, Metadata.Child("ownerReferences"), errors);
        Finalizers(metadata.Finalizers ?? [], errors);
    }

    /// <summary>A finalizer without a domain is one of those that Kubernetes itself knows. Not asked of leases.</summary>
    private static void StandardFinalizers(KubernetesObject obj, List<FieldError> errors)
    {
        if (obj is Lease)
        {
            return;
        }

        foreach (var (at, finalizer) in obj.Metadata.Finalizers.At(Metadata.Child("finalizers")))
        {
            if (!finalizer.Contains('/', StringComparison.Ordinal) && finalizer is not ("kubernetes" or "orphan" or "foregroundDeletion"))
            {
                errors.Add(FieldError.Invalid(at, finalizer, "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    private static void Annotations(IReadOnlyDictionary<string, string>? annotations, List<FieldError> errors)
    {
        var path = Metadata.Child("annotations");
        foreach (var (key, _) in annotations.Sorted())
        {
            errors.Invalid(path, key, NameRules.QualifiedName(key.ToLowerInvariant()));
        }

        if (annotations.Sorted().Sum(a => (long)Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value)) > AnnotationBytes)
        {
            errors.Add(FieldError.TooLong(path, AnnotationBytes));
        }
    }

    private static void Finalizers(IReadOnlyList<string> finalizers, List<FieldError> errors)
    {
        var path = Metadata.Child("finalizers");
        foreach (var finalizer in finalizers)
        {
            errors.Invalid(path, finalizer, NameRules.QualifiedName(finalizer));
        }

        if (finalizers.Contains("orphan") && finalizers.Contains("foregroundDeletion"))
        {
            errors.Add(FieldError.Invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set"));
        }
    }
}
