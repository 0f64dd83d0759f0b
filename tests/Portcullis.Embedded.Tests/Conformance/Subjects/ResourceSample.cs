using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>An object of a resource, to try every verb on.</summary>
/// <param name="Plural">The resource.</param>
/// <param name="ApiVersion">Its group and version.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Fields">The object without type and metadata.</param>
internal sealed record ResourceSample(string Plural, string ApiVersion, string Kind, string Fields)
{
    /// <summary>The samples carry a label of the run, since other tests use the same cluster.</summary>
    public const string Selector = "labelSelector=suite%3D$(ns)";

    public bool Namespaced { get; init; } = true;

    /// <summary>A merge patch for the status; null for a resource without one.</summary>
    public string? Status { get; init; }

    /// <summary>What an update repeats of the created object, as JSON to merge in.</summary>
    public string Repeated { get; init; } = "{}";

    /// <summary>Whether an update must name the version it is based on.</summary>
    public bool ChecksVersion { get; init; }

    /// <summary>Whether a PUT may make an object, or leave its version out, differs between releases.</summary>
    public bool LooseUpdatesDiffer { get; init; }

    /// <summary>Whether DELETE on the collection is served.</summary>
    public bool CollectionCanBeDeleted { get; init; } = true;

    private string Root => ApiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{ApiVersion}" : $"/api/{ApiVersion}";

    public string Collection => Namespaced ? $"{Root}/namespaces/$(ns)/{Plural}" : $"{Root}/{Plural}";

    /// <summary>The collection over all namespaces.</summary>
    public string Everywhere => $"{Root}/{Plural}";

    /// <summary>The path of an object; one that is cluster-scoped has a name of the run.</summary>
    public string Item(string name) => $"{Collection}/{NameOf(name)}";

    /// <summary>The JSON of an object.</summary>
    public string Object(string name, string? version = null, string? color = null, bool repeats = false)
    {
        var meta = new JsonObject { ["name"] = NameOf(name), ["labels"] = new JsonObject { ["suite"] = "$(ns)" } };
        if (version is not null)
        {
            meta["resourceVersion"] = version;
        }

        if (color is not null)
        {
            meta["annotations"] = new JsonObject { ["color"] = color };
        }

        var json = JsonNode.Parse(Fields)!.AsObject();
        foreach (var (field, value) in repeats ? JsonNode.Parse(Repeated)!.AsObject() : [])
        {
            foreach (var (inner, text) in value!.AsObject())
            {
                json[field]![inner] = text?.DeepClone();
            }
        }

        json["apiVersion"] = ApiVersion;
        json["kind"] = Kind;
        json["metadata"] = meta;
        return json.ToJsonString();
    }

    private string NameOf(string name) => Namespaced ? name : $"$(ns)-{name}";
}
