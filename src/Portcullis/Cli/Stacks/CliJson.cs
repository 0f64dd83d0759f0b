using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portcullis.Cli.Stacks;

/// <summary>What the command line reads of the API's answers. Kept apart from the API's own types, as any client's would be.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiErrorView))]
[JsonSerializable(typeof(StackView))]
[JsonSerializable(typeof(StackListView))]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>Why the API said no.</summary>
/// <param name="Error">A sentence.</param>
/// <param name="Reason">The code.</param>
/// <param name="Details">The single reasons.</param>
internal sealed record ApiErrorView(string? Error = null, string? Reason = null, IReadOnlyList<ApiErrorDetailView>? Details = null);

/// <summary>One reason.</summary>
/// <param name="Path">The field it is about.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Found">What was found.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Hint">What to do.</param>
internal sealed record ApiErrorDetailView(string? Path, string? Message, JsonElement? Found, JsonElement? Allowed, string? Hint);

/// <summary>All stacks.</summary>
/// <param name="Stacks">The stacks.</param>
internal sealed record StackListView(IReadOnlyList<StackView>? Stacks);

/// <summary>One stack.</summary>
internal sealed record StackView
{
    public string StackId { get; init; } = "";

    public string? Status { get; init; }

    public bool? Ready { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public string? Owner { get; init; }

    public string? Challenge { get; init; }

    public string? NodeId { get; init; }

    public string? PodId { get; init; }

    public string? NodePublicIp { get; init; }

    public IReadOnlyList<StackPortView>? Ports { get; init; }

    public IReadOnlyList<StackEndpointView>? Endpoints { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? TtlExpiresAt { get; init; }
}

/// <summary>A port of a stack.</summary>
/// <param name="ContainerPort">The container's.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="NodePort">The node's.</param>
internal sealed record StackPortView(int ContainerPort, string? Protocol, int NodePort);

/// <summary>Where players go.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">TCP or UDP.</param>
internal sealed record StackEndpointView(string? Host, int Port, string? Protocol);
