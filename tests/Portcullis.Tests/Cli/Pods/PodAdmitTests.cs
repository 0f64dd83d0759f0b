using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Pods;

public class PodAdmitTests
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata: {name: challenge}
        spec:
          containers:
          - name: app
            image: nginx:stable
            resources: {limits: {cpu: 100m, memory: 128Mi}}
        """;

    private readonly CapturedTerminal _terminal = new() { Input = Manifest };

    [Fact]
    public async Task Good_manifest_becomes_a_hardened_pod()
    {
        (await _terminal.RunAsync("pod", "admit", "-f", "-")).ShouldBe(ExitCode.Good);

        var pod = JsonDocument.Parse(_terminal.Out).RootElement;
        pod.GetProperty("kind").GetString().ShouldBe("Pod");
        pod.GetProperty("spec").GetProperty("automountServiceAccountToken").GetBoolean().ShouldBeFalse();
        pod.GetProperty("spec").GetProperty("containers")[0].GetProperty("securityContext").GetProperty("allowPrivilegeEscalation").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Every_reason_against_a_manifest_is_told()
    {
        _terminal.Input += "\n  hostNetwork: true\n  tolerations: [{operator: Exists}]\n";

        (await _terminal.RunAsync("pod", "admit", "-f", "-")).ShouldBe(ExitCode.No);

        var answer = JsonDocument.Parse(_terminal.Out).RootElement;
        answer.GetProperty("admitted").GetBoolean().ShouldBeFalse();
        answer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("path").GetString()).ShouldBe(["spec.hostNetwork", "spec.tolerations"], ignoreOrder: true);
    }

    [Fact]
    public async Task Profile_that_does_not_exist_is_a_reason()
    {
        (await _terminal.RunAsync("pod", "admit", "-f", "-", "--profile", "none-such")).ShouldBe(ExitCode.No);

        _terminal.Out.ShouldContain("\"path\": \"profile\"");
    }

    [Fact]
    public async Task People_get_yaml_or_a_list_of_reasons()
    {
        await _terminal.RunAsync("pod", "admit", "-f", "-", "-o", "yaml");
        _terminal.Out.ShouldStartWith("apiVersion: v1\nkind: Pod\n");

        var refused = new CapturedTerminal { Input = "kind: Secret" };
        (await refused.RunAsync("pod", "admit", "-f", "-", "-o", "yaml")).ShouldBe(ExitCode.No);
        refused.Out.ShouldStartWith("not admitted, for ");
    }

    [Fact]
    public async Task Settings_of_the_service_count()
    {
        _terminal.Environment["STACK_MAX_CPU"] = "50m";

        (await _terminal.RunAsync("pod", "admit", "-f", "-")).ShouldBe(ExitCode.No);
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_no_answer()
    {
        _terminal.Environment["STACK_MAX_CPU"] = "many";

        (await _terminal.RunAsync("pod", "admit", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain("STACK_MAX_CPU");
    }
}
