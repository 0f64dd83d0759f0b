using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

public class PolicyExplainTests
{
    private static readonly string[] StackToBackend = ["policy", "explain", "-f", "-", "--from", "stacks/stack-1", "--to", "backend/api", "--port", "8080/TCP"];

    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public async Task Guide_policy_shuts_stacks_out_where_namespaces_have_the_label()
    {
        _terminal.Input = PolicyWorld.Labelled;

        (await _terminal.RunAsync([.. StackToBackend, "-o", "text"])).ShouldBe(ExitCode.No);

        _terminal.Out.ShouldContain("stacks/stack-1 to backend/api on 8080/TCP: denied at the destination");
        _terminal.Out.ShouldContain("selected by `backend/no-stacks`");
        _terminal.Out.ShouldContain("namespace stacks does not match, for it has the label kubernetes.io/metadata.name=stacks");
    }

    [Fact]
    public async Task Guide_policy_lets_stacks_in_where_they_do_not_and_the_words_say_why()
    {
        _terminal.Input = PolicyWorld.Unlabelled;

        (await _terminal.RunAsync([.. StackToBackend, "-o", "text", "--kubernetes-version", "v1.20.2"])).ShouldBe(ExitCode.Good);

        _terminal.Out.ShouldContain("stacks/stack-1 to backend/api on 8080/TCP: allowed");
        _terminal.Out.ShouldContain("kubernetes.io/metadata.name");
        _terminal.Error.ShouldContain("note: without the label kubernetes.io/metadata.name, which Kubernetes sets since 1.21: namespaces backend, stacks; taken as written");
    }

    [Fact]
    public async Task Manifests_need_not_say_what_every_api_server_adds()
    {
        _terminal.Input = PolicyWorld.Unlabelled;

        (await _terminal.RunAsync([.. StackToBackend, "--kubernetes-version", "1.21"])).ShouldBe(ExitCode.No);
        (await _terminal.RunAsync(StackToBackend)).ShouldBe(ExitCode.No);
        (await _terminal.RunAsync([.. StackToBackend, "--kubernetes-version", "1.x"])).ShouldBe(ExitCode.CannotAnswer);
        _terminal.Error.ShouldContain("write it as 1.20");
    }

    [Fact]
    public async Task Json_has_the_documented_shape()
    {
        _terminal.Input = PolicyWorld.Labelled;

        await _terminal.RunAsync(StackToBackend);

        var answer = JsonDocument.Parse(_terminal.Out).RootElement;
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["from", "to", "port", "verdict", "egress", "ingress", "text"]);
        answer.GetProperty("verdict").GetString().ShouldBe("denied");
        answer.GetProperty("egress").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldBe("{\"isolated\":false,\"allowed\":true,\"policies\":[]}");
        var policy = answer.GetProperty("ingress").GetProperty("policies").EnumerateArray().ShouldHaveSingleItem();
        policy.GetProperty("policy").GetString().ShouldBe("backend/no-stacks");
        policy.GetProperty("rule").ValueKind.ShouldBe(JsonValueKind.Null);
        policy.GetProperty("allows").GetBoolean().ShouldBeFalse();
        answer.GetProperty("text").GetArrayLength().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Screen_gets_sentences_and_a_pipe_json()
    {
        _terminal.Input = PolicyWorld.Labelled;
        _terminal.OutIsScreen = true;

        await _terminal.RunAsync(StackToBackend);

        _terminal.Out.ShouldStartWith("stacks/stack-1 to backend/api");
    }

    [Fact]
    public async Task Pod_that_is_not_there_is_no_answer()
    {
        _terminal.Input = PolicyWorld.Labelled;

        (await _terminal.RunAsync("policy", "explain", "-f", "-", "--from", "stacks/none", "--to", "backend/api", "--port", "80")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain("stacks/none");
        _terminal.Out.ShouldBeEmpty();
    }
}
