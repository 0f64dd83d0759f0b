using System.Text.Json.Serialization;

namespace Portcullis.Api.Contract;

/// <summary>The JSON of the REST API: snake_case; null where a field has no value.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StackResponse))]
[JsonSerializable(typeof(StackListResponse))]
[JsonSerializable(typeof(StackStatusResponse))]
[JsonSerializable(typeof(DeletedResponse))]
[JsonSerializable(typeof(JobAcceptedResponse))]
[JsonSerializable(typeof(JobResponse))]
[JsonSerializable(typeof(StatsResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(ReadyResponse))]
[JsonSerializable(typeof(IsolationResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(CreateStackRequest))]
[JsonSerializable(typeof(RenewRequest))]
[JsonSerializable(typeof(BatchDeleteRequest))]
internal sealed partial class ApiJson : JsonSerializerContext;
