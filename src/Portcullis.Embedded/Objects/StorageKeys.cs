using Portcullis.Model.Names;
using Portcullis.Model.Resources;

namespace Portcullis.Embedded.Objects;

/// <summary>Where the API server would keep an object in etcd: some of its messages say it.</summary>
internal static class StorageKeys
{
    public static string Of(ResourceType type, NamespacedName key)
    {
        var folder = type.Plural switch
        {
            "nodes" => "minions",
            "services" => "services/specs",
            "endpoints" => "services/endpoints",
            var plural => plural,
        };
        return key.Namespace.Length == 0 ? $"/registry/{folder}/{key.Name}" : $"/registry/{folder}/{key.Namespace}/{key.Name}";
    }
}
