using System.Text.Json;
using Portcullis.Api.Pipeline;

namespace Portcullis.Api.Contract;

/// <summary>The body of a create, for the contract document; it is read by <see cref="CreateStackReader"/>, which is stricter.</summary>
internal sealed partial record CreateStackRequest
{
    /// <summary>The pod manifest, as YAML text.</summary>
    public required string PodSpec { get; init; }

    /// <summary>A number (TCP), or a list of <c>{container_port, protocol}</c>.</summary>
    public required JsonElement TargetPort { get; init; }

    /// <summary>A Go duration, such as <c>2h30m</c>.</summary>
    public string? Ttl { get; init; }

    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary><c>scheduled</c> (the default) or <c>ready</c>.</summary>
    public string? Wait { get; init; }
}

/// <summary>The body of a renewal; may be empty.</summary>
internal sealed record RenewRequest
{
    /// <summary>A Go duration, such as <c>2h30m</c>.</summary>
    public string? Ttl { get; init; }
}

/// <summary>The body of a batch delete.</summary>
internal sealed record BatchDeleteRequest
{
    public required IReadOnlyList<string> StackIds { get; init; }
}
