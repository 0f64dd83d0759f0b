using System.Text.Json;
using Portcullis.Model.Names;

namespace Portcullis.Cli.Input;

/// <summary>One Kubernetes object as it was found.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="ApiVersion">Its version of the API.</param>
/// <param name="Name">Its name; without a namespace for cluster-scoped kinds, and in <c>default</c> where none is written.</param>
/// <param name="Json">All of it.</param>
/// <param name="Origin">Where it was found.</param>
internal sealed record InputObject(string Kind, string ApiVersion, NamespacedName Name, JsonElement Json, Origin Origin)
{
    /// <summary>Whether the commands know what to do with it.</summary>
    public bool IsUnderstood => KnownKinds.VersionOf(Kind, ApiVersion) is not null;

    /// <summary><c>NetworkPolicy default/walls</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
