using Portcullis.Policy.Network;

namespace Portcullis.Policy.Tests.Network;

public sealed class ProtocolPortTests
{
    [Theory]
    [InlineData("80/TCP", "80/TCP")]
    [InlineData("80", "80/TCP")]
    [InlineData("53/udp", "53/UDP")]
    [InlineData("65535/SCTP", "65535/SCTP")]
    public void Port_in_text_is_read(string text, string expected)
    {
        ProtocolPort.TryParse(text, out var port).ShouldBeTrue();

        port.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("+80")]
    [InlineData("80/")]
    [InlineData("80/ICMP")]
    [InlineData("http/TCP")]
    [InlineData("80/TCP/")]
    public void Anything_else_is_no_port(string? text) => ProtocolPort.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Ports_sort_by_number_then_protocol() =>
        new[] { "443/TCP", "53/UDP", "53/TCP", "8080/TCP" }.Select(Parse).Order().Select(port => port.ToString())
            .ShouldBe(["53/TCP", "53/UDP", "443/TCP", "8080/TCP"]);

    private static ProtocolPort Parse(string text) => ProtocolPort.TryParse(text, out var port) ? port : throw new FormatException(text);
}
