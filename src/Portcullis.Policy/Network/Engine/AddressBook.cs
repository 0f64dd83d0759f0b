using Portcullis.Model.Names;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Who holds which address. Immutable. Several may hold one: pods on their node's network do, and news may cross.</summary>
internal sealed class AddressBook
{
    private readonly PersistentMap<IpValue, NamespacedName[]> _holders;

    private AddressBook(PersistentMap<IpValue, NamespacedName[]> holders) => _holders = holders;

    public static AddressBook Empty { get; } = new(PersistentMap<IpValue, NamespacedName[]>.Empty);

    /// <summary>In the order of their names.</summary>
    public NamespacedName[] At(IpValue address) => _holders.Find(address) ?? [];

    public AddressBook With(IReadOnlyList<IpValue> addresses, NamespacedName name)
    {
        var holders = _holders;
        foreach (var address in addresses)
        {
            holders = holders.Set(address, [.. (holders.Find(address) ?? []).Append(name).Order(NameOrder.Instance)]);
        }

        return new AddressBook(holders);
    }

    public AddressBook Without(IReadOnlyList<IpValue> addresses, NamespacedName name)
    {
        var holders = _holders;
        foreach (var address in addresses)
        {
            var rest = (holders.Find(address) ?? []).Where(holder => holder != name).ToArray();
            holders = rest.Length == 0 ? holders.Remove(address) : holders.Set(address, rest);
        }

        return new AddressBook(holders);
    }
}
