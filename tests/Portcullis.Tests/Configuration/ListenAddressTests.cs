using Portcullis.Configuration;

namespace Portcullis.Tests.Configuration;

public class ListenAddressTests
{
    [Theory]
    [InlineData(":8081", ":8081")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    [InlineData("0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("[::]:65535", "[::]:65535")]
    [InlineData("localhost:9", "127.0.0.1:9")]
    public void Legal_address_is_read(string text, string canonical)
    {
        ListenAddress.TryParse(text, out var address).ShouldBeTrue();

        address.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8081")]
    [InlineData("127.0.0.1")]
    [InlineData(":")]
    [InlineData(":65536")]
    [InlineData(":-1")]
    [InlineData(":+80")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("127.1:80")]
    [InlineData("0x7f.0.0.1:80")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("example.org:80")]
    public void Anything_else_is_refused(string text) => ListenAddress.TryParse(text, out _).ShouldBeFalse();
}
