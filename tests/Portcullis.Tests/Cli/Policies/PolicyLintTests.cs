using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

public class PolicyLintTests
{
    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public async Task Guide_policy_is_clean_where_namespaces_have_the_label()
    {
        _terminal.Input = PolicyWorld.Labelled;

        (await _terminal.RunAsync("policy", "lint", "-f", "-")).ShouldBe(ExitCode.Good);

        _terminal.Out.ShouldBeEmpty();
        _terminal.Error.ShouldContain("nothing found in 1 network policy");
    }

    [Fact]
    public async Task Guide_policy_is_found_where_they_do_not()
    {
        _terminal.Input = PolicyWorld.Unlabelled;

        (await _terminal.RunAsync("policy", "lint", "-f", "-", "--kubernetes-version", "1.20")).ShouldBe(ExitCode.No);

        var finding = JsonDocument.Parse(_terminal.Out.Trim()).RootElement;
        finding.EnumerateObject().Select(field => field.Name).ShouldBe(["code", "object", "path", "message", "fix"]);
        finding.GetProperty("code").GetString().ShouldBe("NameLabelMissing");
        finding.GetProperty("object").GetString().ShouldBe("backend/no-stacks");
        finding.GetProperty("message").GetString()!.ShouldContain("traffic from stacks is allowed, though excluded by name");
    }

    [Fact]
    public async Task Invalid_objects_are_findings_each_on_its_line()
    {
        _terminal.Input = """
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {}, ingress: [{from: [{}]}]}}
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: b}, spec: {podSelector: {}, ingress: [{ports: [{port: []}]}]}}
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: c}, spec: {podSelector: {}, polcyTypes: [Ingress]}}
            """;

        (await _terminal.RunAsync("policy", "lint", "-f", "-")).ShouldBe(ExitCode.No);

        _terminal.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Select(finding => $"{finding.GetProperty("code")} {finding.GetProperty("object")} {finding.GetProperty("path")}")
            .ShouldBe(["InvalidObject default/b spec.ingress[0].ports[0].port", "InvalidObject default/a spec.ingress[0].from[0]", "UnknownField default/c spec.polcyTypes"]);
    }

    [Fact]
    public async Task People_get_text_with_file_and_fix()
    {
        _terminal.Input = PolicyWorld.Unlabelled;

        await _terminal.RunAsync("policy", "lint", "-f", "-", "--kubernetes-version", "1.20", "-o", "text");

        _terminal.Out.ShouldStartWith("backend/no-stacks  spec.ingress[0].from[0].namespaceSelector  NameLabelMissing  (standard input, line 1 (document 1))\n  the namespace");
        _terminal.Out.ShouldContain("  fix: label the namespaces");
    }

    [Fact]
    public async Task Broken_yaml_cannot_be_answered()
    {
        _terminal.Input = "a: [";

        (await _terminal.RunAsync("policy", "lint", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldStartWith("error: standard input, line ");
    }
}
