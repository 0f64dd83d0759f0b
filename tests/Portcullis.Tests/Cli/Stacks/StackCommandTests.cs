using System.Globalization;
using System.Text.Json.Nodes;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Stacks;

public class StackCommandTests
{
    private const string Id = "stack-0123456789abcdef";

    private const string Stack = $$"""
        {
          "stack_id": "{{Id}}", "pod_id": "{{Id}}-abcde", "status": "running", "ready": true, "owner": "team-1", "challenge": "web",
          "node_id": "worker-a", "node_public_ip": "192.0.2.1", "target_port": 80, "node_port": 31234,
          "ports": [{"container_port": 80, "protocol": "TCP", "node_port": 31234}, {"container_port": 53, "protocol": "UDP", "node_port": 31235}],
          "endpoints": [{"host": "192.0.2.1", "port": 31234, "protocol": "TCP"}, {"host": "192.0.2.1", "port": 31235, "protocol": "UDP"}],
          "created_at": "2026-01-01T10:00:00Z", "ttl_expires_at": "2026-01-01T12:00:00Z"
        }
        """;

    [Fact]
    public async Task Create_sends_the_manifest_and_every_option()
    {
        await using var api = await CannedApi.StartAsync(201, Stack);
        var terminal = Terminal(api);
        terminal.Input = "kind: Pod\n";
        terminal.Environment["FLAG"] = "flag{1}";

        var code = await terminal.RunAsync(
            "stack", "create", "-f", "-", "--port", "80", "--port", "53/udp", "--owner", "team-1", "--challenge", "web", "--ttl", "45m",
            "--wait", "ready", "--note", "for \"you\"", "--egress", "internet", "--profile", "restricted", "--env", "A=b=c", "--env", "FLAG");

        code.ShouldBe(ExitCode.Good);
        var request = api.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /stacks");
        request.Key.ShouldBe("secret");
        var sent = JsonNode.Parse(request.Body);
        JsonNode.DeepEquals(sent, JsonNode.Parse("""
            {
              "owner": "team-1", "challenge": "web", "note": "for \"you\"", "ttl": "45m", "egress": "internet", "profile": "restricted", "wait": "ready",
              "pod_spec": "kind: Pod\n",
              "target_port": [{"container_port": 80, "protocol": "TCP"}, {"container_port": 53, "protocol": "UDP"}],
              "env": {"A": "b=c", "FLAG": "flag{1}"}
            }
            """)).ShouldBeTrue(sent?.ToJsonString());
        terminal.Out.ShouldContain("192.0.2.1:31234");
        terminal.Out.ShouldContain("192.0.2.1:31235/UDP");
    }

    [Fact]
    public async Task Create_sends_nothing_that_was_not_asked_for()
    {
        await using var api = await CannedApi.StartAsync(201, Stack);
        var terminal = Terminal(api);
        terminal.Input = "kind: Pod\n";

        await terminal.RunAsync("stack", "create", "-f", "-", "--port", "80");

        JsonNode.Parse(api.Requests.ShouldHaveSingleItem().Body)!.AsObject().Select(field => field.Key).ShouldBe(["pod_spec", "target_port"]);
    }

    [Fact]
    public async Task Create_without_its_manifest_cannot_be_answered()
    {
        await using var api = await CannedApi.StartAsync(201, Stack);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "create", "-f", "no-such-file.yaml", "--port", "80")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("no-such-file.yaml");
        api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_with_a_variable_that_is_not_set_cannot_be_answered()
    {
        await using var api = await CannedApi.StartAsync(201, Stack);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "create", "-f", "-", "--port", "80", "--env", "FLAG")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("FLAG is not set");
        api.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("80/SCTP")]
    [InlineData("http")]
    [InlineData("80/")]
    public async Task Create_refuses_what_is_no_port(string port)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("stack", "create", "-f", "-", "--port", port)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain($"\"{port}\" is no port");
        terminal.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusal_shows_every_detail_on_its_own_line()
    {
        await using var api = await CannedApi.StartAsync(400, """
            {"error": "the manifest was refused", "reason": "InvalidManifest", "details": [
              {"path": "spec.tolerations", "message": "not allowed"},
              {"path": "spec.containers[0].resources.limits.cpu", "message": "too much", "found": "20", "allowed": "16", "hint": "ask for less"}]}
            """);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "create", "-f", "-", "--port", "80")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ReplaceLineEndings("\n").ShouldBe("""
            error: the manifest was refused (InvalidManifest, 400)
              spec.tolerations: not allowed
              spec.containers[0].resources.limits.cpu: too much (found 20; allowed 16; ask for less)

            """.ReplaceLineEndings("\n"));
        terminal.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(400, 2)]
    [InlineData(401, 2)]
    [InlineData(500, 2)]
    [InlineData(503, 2)]
    public async Task Exit_code_follows_the_status(int status, int expected)
    {
        await using var api = await CannedApi.StartAsync(status, """{"error": "no such stack", "reason": "NotFound"}""");
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "get", Id)).ShouldBe((ExitCode)expected);

        terminal.Error.ShouldStartWith($"error: no such stack (NotFound, {status.ToString(CultureInfo.InvariantCulture)})");
    }

    [Theory]
    [InlineData("<html>bad gateway</html>")]
    [InlineData("")]
    public async Task Refusal_by_something_else_is_still_told(string answer)
    {
        await using var api = await CannedApi.StartAsync(502, answer);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "get", Id)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("no explanation (502)");
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"stack_id": 7}""")]
    public async Task Answer_that_is_no_stack_cannot_be_used(string answer)
    {
        await using var api = await CannedApi.StartAsync(200, answer);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "get", Id)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("no Portcullis answers");
    }

    [Fact]
    public async Task Nobody_there_says_where_it_looked_and_what_to_do()
    {
        var api = await CannedApi.StartAsync(200, "{}");
        var url = api.Url;
        await api.DisposeAsync();
        var terminal = new CapturedTerminal { Environment = { ["PORTCULLIS_URL"] = url } };

        (await terminal.RunAsync("stack", "list")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain(url);
        terminal.Error.ShouldContain("serve --embedded");
    }

    [Fact]
    public async Task Url_that_is_none_is_refused()
    {
        var terminal = new CapturedTerminal { Environment = { ["PORTCULLIS_URL"] = "localhost:8081" } };

        (await terminal.RunAsync("stack", "list")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("PORTCULLIS_URL is \"localhost:8081\"");
    }

    [Fact]
    public async Task Get_prints_json_as_the_service_gave_it()
    {
        await using var api = await CannedApi.StartAsync(200, Stack);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "get", Id, "-o", "json")).ShouldBe(ExitCode.Good);

        api.Requests.ShouldHaveSingleItem().Line.ShouldBe($"GET /stacks/{Id}");
        JsonNode.DeepEquals(JsonNode.Parse(terminal.Out), JsonNode.Parse(Stack)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("x?y")]
    public async Task Get_refuses_an_id_that_could_name_another_path(string id)
    {
        await using var api = await CannedApi.StartAsync(200, Stack);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "get", id)).ShouldBe(ExitCode.CannotAnswer);

        api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_prints_a_table_and_passes_filters_on()
    {
        await using var api = await CannedApi.StartAsync(200, $$"""{"stacks": [{{Stack}}, {"stack_id": "stack-2", "status": "creating", "node_public_ip": null}]}""");
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "list", "--owner", "a&b", "--status", "running")).ShouldBe(ExitCode.Good);

        api.Requests.ShouldHaveSingleItem().Line.ShouldBe("GET /stacks?owner=a%26b&status=running");
        var lines = terminal.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe("STACK                    STATUS     READY   OWNER    CHALLENGE   ADDRESS                               EXPIRES IN");
        lines[1].ShouldBe($"{Id}   running    yes     team-1   web         192.0.2.1:31234,192.0.2.1:31235/UDP   0s");
        lines[2].ShouldBe("stack-2                  creating");
    }

    [Fact]
    public async Task List_of_nothing_says_so_beside_the_answer()
    {
        await using var api = await CannedApi.StartAsync(200, """{"stacks": []}""");
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "list")).ShouldBe(ExitCode.Good);

        terminal.Out.ShouldBeEmpty();
        terminal.Error.ShouldStartWith("no stacks");
    }

    [Fact]
    public async Task Delete_takes_several_and_reports_each()
    {
        await using var api = await CannedApi.StartAsync(200, """{"deleted": true}""");
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "delete", "stack-1", "stack-2", "stack-1")).ShouldBe(ExitCode.Good);

        api.Requests.Select(request => request.Line).ShouldBe(["DELETE /stacks/stack-1", "DELETE /stacks/stack-2"]);
        terminal.Out.ReplaceLineEndings("\n").ShouldBe("stack-1 deleted\nstack-2 deleted\n");
    }

    [Fact]
    public async Task Renew_and_restart_post_to_the_stack()
    {
        await using var api = await CannedApi.StartAsync(200, Stack);
        var terminal = Terminal(api);

        (await terminal.RunAsync("stack", "renew", Id, "--ttl", "30m")).ShouldBe(ExitCode.Good);
        (await terminal.RunAsync("stack", "restart", Id)).ShouldBe(ExitCode.Good);

        api.Requests.Select(request => $"{request.Line} {request.Body}").ShouldBe([$$"""POST /stacks/{{Id}}/renew {"ttl":"30m"}""", $"POST /stacks/{Id}/restart "]);
    }

    private static CapturedTerminal Terminal(CannedApi api) =>
        new() { Environment = { ["PORTCULLIS_URL"] = api.Url, ["API_KEY"] = "secret, older" } };
}
