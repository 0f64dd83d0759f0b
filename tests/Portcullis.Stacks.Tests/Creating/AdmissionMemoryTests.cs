using Portcullis.Admission;
using Portcullis.Stacks.Creating;

namespace Portcullis.Stacks.Tests.Creating;

public sealed class AdmissionMemoryTests
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: app
              image: nginx
              ports: [{containerPort: 80}, {containerPort: 81}]
              resources: {limits: {cpu: 100m, memory: 64Mi}}
        """;

    private readonly AdmissionMemory _memory = new(new Admitter(new() { Profiles = new Dictionary<string, Profile> { ["baseline"] = Profile.Baseline } }));

    [Fact]
    public void Same_request_gets_the_same_answer() =>
        _memory.Admit(Request(80)).ShouldBeOfType<Admitted>().ShouldBeSameAs(_memory.Admit(Request(80)));

    [Fact]
    public void Request_that_differs_in_anything_is_judged_for_itself()
    {
        var first = _memory.Admit(Request(80)).ShouldBeOfType<Admitted>();
        _memory.Admit(Request(81)).ShouldNotBeSameAs(first);
        _memory.Admit(Request(82)).ShouldBeOfType<Refused>();
        _memory.Admit(Request(80) with { Profile = "unknown" }).ShouldBeOfType<Refused>();
        var other = _memory.Admit(Request(80) with { DnsServers = ["9.9.9.9"] }).ShouldBeOfType<Admitted>();
        other.Pod.Spec!.DnsConfig!.Nameservers.ShouldBe(["9.9.9.9"]);
        _memory.Admit(Request(80) with { Manifest = Manifest + "\n" }).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void More_manifests_than_are_remembered_are_still_admitted()
    {
        for (var i = 0; i < 600; i++)
        {
            _memory.Admit(Request(80) with { Manifest = Manifest + new string('\n', i) }).ShouldBeOfType<Admitted>();
        }
    }

    private static AdmissionRequest Request(int port) => new() { Manifest = Manifest, TargetPorts = [new(port, PortProtocol.Tcp)], Profile = "baseline" };
}
