using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Embedded.Defaulting;
using Portcullis.Embedded.Validation;
using Portcullis.Model.Json;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Tests.Validation;

/// <summary>Defaults and validates objects given as JSON; answers the errors as text.</summary>
internal static class Validate
{
    public static Pod Pod(string spec) => Object($$"""{"metadata":{"name":"p","namespace":"n","resourceVersion":"1"},"spec":{{spec}}}""", ModelJson.Default.Pod);

    public static Service Service(string spec) => Object($$"""{"metadata":{"name":"s","namespace":"n","resourceVersion":"1"},"spec":{{spec}}}""", ModelJson.Default.Service);

    public static T Object<T>(string json, JsonTypeInfo<T> type)
        where T : KubernetesObject => ObjectDefaults.Apply(JsonSerializer.Deserialize(json, type)!);

    public static List<string> Create(KubernetesObject obj) => [.. ObjectValidation.ValidateCreate(obj).Select(e => e.ToString())];

    public static List<string> Update<T>(T updated, T old)
        where T : KubernetesObject => [.. ObjectValidation.ValidateUpdate(updated, old).Select(e => e.ToString())];
}
