using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Policy.Network.Reading;

/// <summary>Names that objects are known by.</summary>
internal static class ObjectNames
{
    /// <summary>Where an object is that does not say.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>The label that the API server gives every namespace since 1.21.</summary>
    public const string NamespaceNameLabel = "kubernetes.io/metadata.name";

    public static NamespacedName Of(KubernetesObject obj) =>
        new(string.IsNullOrEmpty(obj.Metadata.Namespace) ? DefaultNamespace : obj.Metadata.Namespace, obj.Metadata.Name ?? "");

    /// <summary>An object without a name could not be spoken of.</summary>
    public static void Check(NamespacedName name, List<FieldError> errors)
    {
        if (name.Name.Length == 0)
        {
            errors.Add(FieldError.Required("metadata.name", "name is required"));
        }
    }
}
