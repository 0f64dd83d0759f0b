using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Extensions;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>How objects of kinds that were added to the API are read.</summary>
public static class OverridingTypes
{
    /// <summary>A kind as it is served.</summary>
    /// <param name="group">Its API group.</param>
    /// <param name="version">A version that the cluster serves it in.</param>
    /// <param name="plural">Its name in paths.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="isNamespaced">Whether its objects live in namespaces.</param>
    public static ResourceType<CustomObject> Of(string group, string version, string plural, string kind, bool isNamespaced) =>
        new(group, version, plural, kind, isNamespaced, ModelJson.Default.CustomObject, ModelJson.Default.KubernetesListCustomObject);

    /// <summary>Keeps of an object what is asked of its kind: mostly that it is there.</summary>
    /// <param name="type">The kind.</param>
    public static Func<CustomObject, CustomObject> Trim(ResourceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var saysSomething = OverridingKinds.Find(type.Group, type.Kind)?.When is not null;
        return found => new()
        {
            Metadata = new() { Name = found.Metadata.Name, Namespace = found.Metadata.Namespace, Uid = found.Metadata.Uid, ResourceVersion = found.Metadata.ResourceVersion, Labels = saysSomething ? found.Metadata.Labels : null },
            Spec = saysSomething ? found.Content : null,
        };
    }
}
