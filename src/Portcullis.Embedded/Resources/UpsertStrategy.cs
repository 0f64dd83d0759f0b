namespace Portcullis.Embedded.Resources;

/// <summary>Resources whose PUT may create, and which are otherwise plain.</summary>
/// <param name="unconditional">Whether an update may leave resourceVersion out.</param>
internal sealed class UpsertStrategy(bool unconditional = true) : ResourceStrategy
{
    public override bool CreatesOnUpdate => true;

    public override bool AllowsUnconditionalUpdate => unconditional;
}
