using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Wire;

/// <summary>What every persistent object of the Kubernetes API has.</summary>
public abstract record KubernetesObject : WireObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    /// <summary>Never null: an absent or null <c>metadata</c> reads as an empty one.</summary>
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
