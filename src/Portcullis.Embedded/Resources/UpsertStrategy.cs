namespace Portcullis.Embedded.Resources;

/// <summary>Resources whose PUT may create, and which are otherwise plain.</summary>
/// <param name="unconditional">Whether an update may leave resourceVersion out.</param>
/// <param name="deprecation">What every answer warns of; null for nothing.</param>
internal sealed class UpsertStrategy(bool unconditional = true, string? deprecation = null) : ResourceStrategy
{
    public override bool CreatesOnUpdate => true;

    public override bool AllowsUnconditionalUpdate => unconditional;

    public override string? Deprecation { get; } = deprecation;
}
