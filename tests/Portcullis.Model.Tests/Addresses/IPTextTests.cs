using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;

namespace Portcullis.Model.Tests.Addresses;

public sealed class IPTextTests
{
    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("010.0.0.001", "10.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("2001:db8::FfFf", "2001:db8::ffff")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("1::3:4:5:6:7:8", "1:0:3:4:5:6:7:8")]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("::ffff:102:304", "1.2.3.4")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304")]
    public void Address_reads_as_the_api_server_reads_it(string text, string address)
    {
        IPText.TryParseAddress(text, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(IPAddress.Parse(address));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.0x4")]
    [InlineData("1..3.4")]
    [InlineData("-1.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("1.2.3.4:80")]
    [InlineData("99999999999.0.0.1")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("::1::")]
    [InlineData("1:2")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4:5:6:7::8")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("::10000")]
    [InlineData("::g")]
    [InlineData("::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::1/128")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3")]
    [InlineData("\u0661.2.3.4")]
    public void Anything_else_is_no_address(string? text)
    {
        IPText.TryParseAddress(text, out var address).ShouldBeFalse();
        address.ShouldBe(IPAddress.None);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0", 8)]
    [InlineData("10.1.2.3/8", "10.1.2.3", 8)]
    [InlineData("0.0.0.0/0", "0.0.0.0", 0)]
    [InlineData("1.2.3.4/032", "1.2.3.4", 32)]
    [InlineData("::/0", "::", 0)]
    [InlineData("fd00::/128", "fd00::", 128)]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0", 8)]
    public void Block_reads_as_the_api_server_reads_it(string text, string address, int prefixLength)
    {
        IPText.TryParseCidr(text, out var parsed, out var bits).ShouldBeTrue();
        parsed.ShouldBe(IPAddress.Parse(address));
        bits.ShouldBe(prefixLength);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0/8")]
    [InlineData("::/129")]
    [InlineData("x/8")]
    public void Anything_else_is_no_block(string? text) => IPText.TryParseCidr(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Printed_address_reads_back() => Prop.ForAll(Addresses, address =>
        IPText.TryParseAddress(address.ToString(), out var again) && again.Equals(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)).QuickCheckThrowOnFailure();

    private static Arbitrary<IPAddress> Addresses { get; } = (
        from size in Gen.Elements(4, 16)
        from bytes in Gen.Elements<byte>(0, 0, 0, 1, 255, 16, 127).ListOf(size)
        select new IPAddress(bytes.ToArray())).ToArbitrary();
}
