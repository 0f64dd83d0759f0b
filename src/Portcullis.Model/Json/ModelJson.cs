using System.Text.Json;
using System.Text.Json.Serialization;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Json;

/// <summary>The JSON of the wire types: camelCase, nulls left out, unknown fields ignored. Frozen; no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter), typeof(StringMapConverter), typeof(BytesMapConverter), typeof(StringListConverter)])]
[JsonSerializable(typeof(KubernetesList<Pod>))]
[JsonSerializable(typeof(KubernetesList<Service>))]
[JsonSerializable(typeof(KubernetesList<Node>))]
[JsonSerializable(typeof(KubernetesList<Namespace>))]
[JsonSerializable(typeof(KubernetesList<ConfigMap>))]
[JsonSerializable(typeof(KubernetesList<Secret>))]
[JsonSerializable(typeof(KubernetesList<ServiceAccount>))]
[JsonSerializable(typeof(KubernetesList<Event>))]
[JsonSerializable(typeof(KubernetesList<Endpoints>))]
[JsonSerializable(typeof(KubernetesList<EndpointSlice>))]
[JsonSerializable(typeof(KubernetesList<ResourceQuota>))]
[JsonSerializable(typeof(KubernetesList<LimitRange>))]
[JsonSerializable(typeof(KubernetesList<NetworkPolicy>))]
[JsonSerializable(typeof(KubernetesList<ServiceCIDR>))]
[JsonSerializable(typeof(KubernetesList<Ingress>))]
[JsonSerializable(typeof(KubernetesList<CustomResourceDefinition>))]
[JsonSerializable(typeof(KubernetesList<CustomObject>))]
[JsonSerializable(typeof(KubernetesList<Lease>))]
[JsonSerializable(typeof(SelfSubjectAccessReview))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(DeleteOptions))]
[JsonSerializable(typeof(LabelSelector))]
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ModelJson : JsonSerializerContext;
