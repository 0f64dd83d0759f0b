using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Pods;

public class PodEffectiveTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          securityContext: {runAsUser: 1000, supplementalGroups: [7]}
          initContainers: [{name: first, image: i}]
          containers: [{name: c, image: i, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]
        """;

    private readonly CapturedTerminal _terminal = new() { Input = Pod };

    [Fact]
    public async Task Line_has_the_documented_shape()
    {
        (await _terminal.RunAsync("pod", "effective", "-f", "-")).ShouldBe(ExitCode.Good);

        var answer = JsonDocument.Parse(_terminal.Out.Trim()).RootElement;
        answer.GetProperty("name").GetString().ShouldBe("web");
        var containers = answer.GetProperty("containers").EnumerateArray().ToList();
        containers.Select(container => $"{container.GetProperty("type")} {container.GetProperty("name")} {container.GetProperty("no_new_privs")}").ShouldBe(["init first False", "container c True"]);
        containers[1].GetProperty("effective").GetRawText().ShouldBe("""{"capabilities":{"drop":["ALL"]},"runAsUser":1000,"allowPrivilegeEscalation":false}""");
        containers[1].GetProperty("from").GetRawText().ShouldBe("""{"allowPrivilegeEscalation":"container","capabilities":"container","runAsUser":"pod"}""");
        containers[1].GetProperty("kernel").GetProperty("groups").GetRawText().ShouldBe("[7]");
    }

    [Fact]
    public async Task People_get_a_table()
    {
        await _terminal.RunAsync("pod", "effective", "-f", "-", "-o", "table");

        _terminal.Out.ShouldContain("runAsUser=1000 (pod)");
        _terminal.Out.ShouldStartWith("NAME ");
    }

    [Fact]
    public async Task Broken_input_cannot_be_answered()
    {
        _terminal.Input = "a: [";

        (await _terminal.RunAsync("pod", "effective", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);
    }
}
