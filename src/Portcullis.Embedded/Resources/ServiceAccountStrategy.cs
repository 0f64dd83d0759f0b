namespace Portcullis.Embedded.Resources;

/// <summary>Service accounts, which a DELETE answers with.</summary>
internal sealed class ServiceAccountStrategy : ResourceStrategy
{
    public override bool ReturnsDeletedObject => true;
}
