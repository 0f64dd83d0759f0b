using Portcullis.Model;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockTargetsTests
{
    [Fact]
    public void Targets_are_the_service_and_one_endpoint_of_each_family()
    {
        var service = new Service { Spec = new() { ClusterIP = "10.43.0.1", ClusterIPs = ["10.43.0.1", "fd00:43::1"], Ports = [new() { Port = 443 }] } };
        var endpoints = new Endpoints
        {
            Subsets =
            [
                new() { Addresses = [new() { Ip = "192.168.1.7" }, new() { Ip = "192.168.1.5" }], Ports = [new() { Port = 6443 }] },
                new() { Addresses = [new() { Ip = "fd00::5" }], Ports = [new() { Port = 6443 }] },
            ],
        };

        AirlockTargets.Of(service, endpoints).Select(target => target.ToString())
            .ShouldBe(["10.43.0.1:443", "[fd00:43::1]:443", "192.168.1.5:6443", "[fd00::5]:6443"]);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        AirlockTargets.Of(null, null).ShouldBeEmpty();
        AirlockTargets.Of(new Service { Spec = new() { ClusterIP = "None", Ports = [new() { Port = 443 }] } }, new Endpoints()).ShouldBeEmpty();
        AirlockTargets.Of(null, new Endpoints { Subsets = [new() { Addresses = [new() { Ip = "192.168.1.5" }], Ports = [new() { Port = 6443 }] }] })
            .ShouldHaveSingleItem().ToString().ShouldBe("192.168.1.5:6443");
    }
}
