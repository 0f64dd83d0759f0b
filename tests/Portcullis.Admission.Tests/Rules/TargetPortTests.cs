namespace Portcullis.Admission.Tests.Rules;

public sealed class TargetPortTests
{
    private const string Exposed = "ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}, {containerPort: 80, protocol: TCP}]";

    [Fact]
    public void Same_number_over_both_protocols_is_admitted() =>
        Manifests.Admitted(Manifests.Pod(ports: Exposed), "baseline", new TargetPort(53, PortProtocol.Udp), new TargetPort(53, PortProtocol.Tcp));

    [Theory]
    [InlineData(80, PortProtocol.Udp, "target_port[1]")]
    [InlineData(81, PortProtocol.Tcp, "target_port[1]")]
    [InlineData(0, PortProtocol.Tcp, "target_port[1].container_port")]
    [InlineData(-1, PortProtocol.Tcp, "target_port[1].container_port")]
    [InlineData(65536, PortProtocol.Tcp, "target_port[1].container_port")]
    [InlineData(53, PortProtocol.Tcp, "target_port[1]")]
    [InlineData(80, (PortProtocol)7, "target_port[1].protocol")]
    public void Target_port_that_is_no_exposed_port_is_refused(int port, PortProtocol protocol, string path) =>
        Manifests.Refused(Manifests.Pod(ports: Exposed), "baseline", new TargetPort(53, PortProtocol.Tcp), new TargetPort(port, protocol)).Single().Path.ShouldBe(path);

    [Theory]
    [InlineData(1, true)]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void Up_to_24_target_ports_are_admitted(int count, bool admitted)
    {
        var ports = Enumerable.Range(1000, count).ToArray();
        var manifest = Manifests.Pod(ports: $"ports: [{string.Join(", ", ports.Select(port => $"{{containerPort: {port}}}"))}]");
        var result = Manifests.Judge(manifest, "baseline", [.. ports.Select(port => new TargetPort(port, PortProtocol.Tcp))]);
        (result is Admitted).ShouldBe(admitted);
    }

    [Fact]
    public void No_target_port_is_refused() =>
        new Admitter(new AdmissionPolicy()).Admit(new AdmissionRequest { Manifest = "", TargetPorts = [] })
            .ShouldBeOfType<Refused>().Reasons.Select(reason => reason.Path).ShouldBe(["pod_spec", "target_port"]);

    [Fact]
    public void What_containers_expose_is_said()
    {
        var reason = Manifests.Refused(Manifests.Pod(ports: Exposed), "baseline", new TargetPort(81, PortProtocol.Tcp)).Single();
        (reason.Found, reason.Allowed).ShouldBe(("81/TCP", "53/TCP, 53/UDP, 80/TCP"));
    }
}
