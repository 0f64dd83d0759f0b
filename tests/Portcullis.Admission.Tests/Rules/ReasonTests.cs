namespace Portcullis.Admission.Tests.Rules;

/// <summary>Reasons come all at once, say enough, and give no secret away.</summary>
public sealed class ReasonTests
{
    [Fact]
    public void All_reasons_are_told_together()
    {
        var paths = Manifests.Refused(
            Manifests.Pod(spec: "hostNetwork: true\ntolerations: [{}]", container: "securityContext: {privileged: true}", metadata: "labels: {k8s.io/a: b}", resources: ""),
            "baseline",
            new TargetPort(81, PortProtocol.Tcp)).Select(reason => reason.Path).ToList();
        paths.ShouldBe(
            [
                "metadata.labels[k8s.io/a]", "spec.containers[0].resources.limits.cpu", "spec.containers[0].resources.limits.memory",
                "spec.containers[0].securityContext.privileged", "spec.hostNetwork", "spec.tolerations", "target_port[0]",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Reason_says_what_was_found_and_what_is_allowed()
    {
        Manifests.Refused(Manifests.Pod(spec: "hostNetwork: true")).ShouldBe([new AdmissionReason("spec.hostNetwork", "not allowed", "true", null, "expose ports with containerPort and target_port")]);
        var reason = Manifests.Refused(Manifests.Pod(container: "imagePullPolicy: Sometimes")).Single();
        (reason.Found, reason.Allowed).ShouldBe(("Sometimes", "Always, IfNotPresent, Never"));
    }

    [Fact]
    public void Found_is_short_and_on_one_line()
    {
        var found = Manifests.Refused(Manifests.Pod(spec: $"nodeName: \"{string.Concat(Enumerable.Repeat("a\\n\\e", 100))}\"")).Single().Found!;
        found.Length.ShouldBeLessThanOrEqualTo(64);
        found.ShouldAllBe(character => !char.IsControl(character));
    }

    [Theory]
    [InlineData("env: [{name: FLAG, value: {a: SECRET}}]")]
    [InlineData("env: [{name: FLAG, valeu: SECRET}]")]
    [InlineData("env: [{name: 1SECRET, value: SECRET}]")]
    [InlineData("env: [{name: FLAG, value: SECRET, valueFrom: {fieldRef: {fieldPath: SECRET}}}]")]
    [InlineData("env: [{name: FLAG, valueFrom: {secretKeyRef: SECRET}}]")]
    [InlineData("env: [{name: FLAG, valueFrom: SECRET}]")]
    [InlineData("env: [SECRET]")]
    [InlineData("env: SECRET")]
    [InlineData("args: SECRET")]
    [InlineData("args: [[SECRET]]")]
    [InlineData("command: SECRET")]
    [InlineData("agrs: SECRET")]
    [InlineData("commands: [SECRET]")]
    [InlineData("livenessProbe: {exec: {command: SECRET}}")]
    [InlineData("lifecycle: {postStart: {exec: {command: SECRET}}}")]
    public void Value_of_env_args_and_command_is_never_echoed(string container) =>
        Manifests.Refused(Manifests.Pod(container: container)).ShouldAllBe(reason => !reason.ToString().Contains("SECRET", StringComparison.Ordinal));

    [Fact]
    public void Broken_yaml_gives_its_place()
    {
        var reason = Manifests.Refused("a: 1\na: 2\n").ShouldHaveSingleItem();
        (reason.Path, reason.Message).ShouldBe(("pod_spec", "line 2, column 1: key \"a\" occurs twice in the same mapping"));
    }

    [Fact]
    public void Second_document_is_refused() => Manifests.Refused(Manifests.Pod() + "\n---\nkind: Pod\n").ShouldHaveSingleItem().Path.ShouldBe("pod_spec");

    [Fact]
    public void Manifest_over_64_KiB_is_refused() =>
        Manifests.Refused(Manifests.Pod() + "\n#" + new string('x', 65536)).ShouldHaveSingleItem().Message.ShouldContain("65536 bytes");

    [Fact]
    public void Thousands_of_problems_give_a_hundred_reasons() =>
        Manifests.Refused(Manifests.Pod(spec: string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"x{i}: 1")))).Count.ShouldBe(100);

    [Fact]
    public void Unknown_profile_is_refused()
    {
        var reason = Manifests.Refused(Manifests.Pod(), "nope").Single();
        (reason.Path, reason.Found, reason.Allowed).ShouldBe(("profile", "nope", "bare, baseline, debug, narrow, restricted, setuid, wide"));
    }

    [Fact]
    public void Results_are_equal_by_content() =>
        Manifests.Judge(Manifests.Pod(spec: "hostNetwork: true")).ShouldBe(Manifests.Judge(Manifests.Pod(spec: "hostNetwork: true")));

    [Fact]
    public void Request_without_a_name_server_is_misuse() =>
        Should.Throw<ArgumentException>(() => new Admitter(Manifests.Policy).Admit(new AdmissionRequest { Manifest = "", TargetPorts = [], DnsServers = [] }));
}
