using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;

namespace Portcullis.Embedded.Validation;

/// <summary>Which names resources may have where.</summary>
internal static class ResourceNames
{
    private const string HugePages = "hugepages-";

    private static readonly HashSet<string> Objects = new(StringComparer.Ordinal)
    {
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps",
        "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
    };

    private static readonly HashSet<string> Standard = new(Objects, StringComparer.Ordinal)
    {
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "storage", "requests.storage",
    };

    public static bool IsHugePage(string name) => name.StartsWith(HugePages, StringComparison.Ordinal);

    /// <summary>True when requests may be lower than limits.</summary>
    public static bool MayOvercommit(string name) => IsNative(name) && !IsHugePage(name);

    public static bool IsWhole(string name) => Objects.Contains(name) || IsExtended(name);

    /// <summary>A resource that quotas know by name.</summary>
    public static bool IsOfQuota(string name) => Standard.Contains(name) && name != "storage";

    /// <summary>Any resource at all.</summary>
    public static void Any(string name, FieldPath path, List<FieldError> errors)
    {
        var messages = NameRules.QualifiedName(name).ToList();
        errors.Invalid(path, name, messages);
        if (messages.Count == 0 && !IsQualified(name) && !Standard.Contains(name) && !IsHugePage(name) && !name.StartsWith("requests." + HugePages, StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(path, name, "must be a standard resource type or fully qualified"));
        }
    }

    /// <summary>A resource that a container may ask for.</summary>
    public static void OfContainer(string name, FieldPath path, List<FieldError> errors)
    {
        Any(name, path, errors);
        if (!IsQualified(name))
        {
            if (name is not ("cpu" or "memory" or "ephemeral-storage") && !IsHugePage(name))
            {
                errors.Add(FieldError.Invalid(path, name, "must be a standard resource for containers"));
            }
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            errors.Add(FieldError.Invalid(path, name, "doesn't follow extended resource name standard"));
        }
    }

    /// <summary>A resource that a quota may count.</summary>
    public static void OfQuota(string name, FieldPath path, List<FieldError> errors)
    {
        Any(name, path, errors);
        if (!IsQualified(name) && name != "storage" && (Standard.Contains(name) || IsHugePage(name) || name.StartsWith("requests." + HugePages, StringComparison.Ordinal)))
        {
            return;
        }

        if (!IsQualified(name))
        {
            errors.Add(FieldError.Invalid(path, name, "must be a standard resource for quota"));
        }
    }

    private static bool IsQualified(string name) => name.Contains('/', StringComparison.Ordinal);

    private static bool IsNative(string name) => !IsQualified(name) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsExtended(string name) =>
        !IsNative(name) && !name.StartsWith("requests.", StringComparison.Ordinal) && !NameRules.QualifiedName("requests." + name).Any();
}
