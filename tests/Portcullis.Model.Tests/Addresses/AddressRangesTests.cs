using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;

namespace Portcullis.Model.Tests.Addresses;

public class AddressRangesTests
{
    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8", "10.255.255.255")]
    [InlineData("10.1.2.3/32", "10.1.2.3/32", "10.1.2.3")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0", "255.255.255.255")]
    [InlineData("10.1.2.3/29", "10.1.2.0/29", "10.1.2.7")]
    [InlineData("2001:db8::ffff/112", "2001:db8::/112", "2001:db8::ffff")]
    [InlineData("ffff::/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]

    // Of IPv4 within IPv6 only what lies wholly in the part that is mapped.
    [InlineData("::ffff:10.1.2.3/104", "10.0.0.0/8", "10.255.255.255")]
    [InlineData("::ffff:10.1.2.3/64", "::/64", "::ffff:ffff:ffff:ffff")]
    public void Range_is_read_without_the_bits_beyond_its_prefix(string text, string range, string last)
    {
        AddressRanges.TryParse(text, out var read).ShouldBeTrue();

        read.ShouldBe(IPNetwork.Parse(range));
        AddressRanges.ToAddress(AddressRanges.Last(read), AddressRanges.FamilyOf(read)).ShouldBe(IPAddress.Parse(last));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("::/129")]
    public void What_is_no_range_is_not_read(string? text) => AddressRanges.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Addresses_and_numbers_are_the_same_thing()
    {
        foreach (var text in (string[])["0.0.0.0", "255.255.255.255", "10.1.2.3", "::", "::1", "2001:db8::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"])
        {
            var address = IPAddress.Parse(text);

            AddressRanges.ToAddress(AddressRanges.Number(address), address.AddressFamily).ShouldBe(address);
        }

        AddressRanges.Number(IPAddress.Parse("0.0.1.0")).ShouldBe((UInt128)256);
        AddressRanges.Nth(IPNetwork.Parse("10.0.0.0/8"), 257).ShouldBe(IPAddress.Parse("10.0.1.1"));
    }

    [Fact]
    public void Families_never_cover_each_other()
    {
        AddressRanges.Covers(AddressRanges.World[0], AddressRanges.World[1]).ShouldBeFalse();
        AddressRanges.Covers(IPNetwork.Parse("::/0"), IPNetwork.Parse("10.0.0.0/8")).ShouldBeFalse();
        AddressRanges.Covers(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8")).ShouldBeTrue();
        AddressRanges.Covers(IPNetwork.Parse("10.0.0.0/9"), IPNetwork.Parse("10.0.0.0/8")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1")]
    [InlineData("10.0.0.0/31", "10.0.0.0/32", "10.0.0.1/32")]
    [InlineData("::/0", "::/1", "8000::/1")]
    [InlineData("2001:db8::/127", "2001:db8::/128", "2001:db8::1/128")]
    public void Halves_make_the_whole(string whole, string lower, string upper)
    {
        AddressRanges.Halves(IPNetwork.Parse(whole)).ShouldBe([IPNetwork.Parse(lower), IPNetwork.Parse(upper)]);
        AddressRanges.Merge([IPNetwork.Parse(upper), IPNetwork.Parse(lower)]).ShouldBe([IPNetwork.Parse(whole)]);
    }

    [Fact]
    public void Equal_sets_give_equal_lists()
    {
        IPNetwork[] ranges = [IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("10.2.0.0/16"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2.0.0.0/8"), IPNetwork.Parse("fd00:1::/32")];

        AddressRanges.Reduce(ranges).ShouldBe(AddressRanges.Reduce(ranges.Reverse()));
        AddressRanges.Reduce(ranges).ShouldBe([IPNetwork.Parse("2.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")]);
        AddressRanges.NameOf(AddressFamily.InterNetworkV6).ShouldBe("IPv6");
    }
}
