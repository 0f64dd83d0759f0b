using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

/// <summary>What leads into a cluster by addresses of its own, as <c>policy check</c> counts it.</summary>
public class EntryCheckTests
{
    private const string Status = "status: {loadBalancer: {ingress: [{ip: 54.1.2.3}]}}";
    private const string Addresses = "status: {addresses: [{type: IPAddress, value: 54.1.2.3}]}";

    private const string Cluster = """
        {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.42.0.0/24}, status: {addresses: [{type: InternalIP, address: 8.8.0.10}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: kubernetes}, spec: {cidrs: [10.43.0.0/16]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: default}, spec: {clusterIP: 10.43.0.1, ports: [{port: 443}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: walls, namespace: stacks}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.42.0.0/24, 8.8.0.10/32]}}]}]}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: internet, namespace: stacks}
        spec:
          podSelector: {matchLabels: {portcullis.dev/egress: internet}}
          policyTypes: [Egress]
          egress:
          - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [0.0.0.0/8, 8.8.0.10/32, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4]}}]

        """;

    private readonly CapturedTerminal _terminal = new();

    [Theory]
    [InlineData("networking.k8s.io/v1", "Ingress", Status, "open")]
    [InlineData("networking.k8s.io/v1beta1", "Ingress", Status, "open")]
    [InlineData("extensions/v1beta1", "Ingress", Status, "open")]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", Addresses, "open")]
    [InlineData("gateway.networking.k8s.io/v1beta1", "Gateway", Addresses, "open")]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", "spec: {addresses: [{value: 54.1.2.3}]}", "open")]
    [InlineData("networking.k8s.io/v1", "Ingress", "status: {loadBalancer: {ingress: [{hostname: lb.example.org}]}}", "incomplete")]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", "status: {addresses: [{type: Hostname, value: lb.example.org}]}", "incomplete")]
    [InlineData("networking.k8s.io/v1", "Ingress", "status: {loadBalancer: {}}", "proven")]
    [InlineData("networking.k8s.io/v1", "Ingress", "status: {loadBalancer: {ingress: [{hostname: localhost}]}}", "proven")]
    [InlineData("networking.k8s.io/v1", "Ingress", "status: {loadBalancer: {ingress: [{ip: 8.8.0.10}]}}", "proven")]
    [InlineData("networking.istio.io/v1", "Gateway", Addresses, "proven")]
    [InlineData("config.openshift.io/v1", "Ingress", Status, "proven")]
    public async Task Entry_is_judged_as_a_load_balancer_is(string apiVersion, string kind, string content, string verdict)
    {
        (await CheckAsync($"---\n{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: web, namespace: backend}}, {content}}}\n"))
            .ShouldBe(verdict switch { "open" => ExitCode.No, "incomplete" => ExitCode.CannotAnswer, _ => ExitCode.Good }, _terminal.Out + _terminal.Error);

        Statement("S3").GetProperty("verdict").GetString().ShouldBe(verdict);
        if (verdict == "open")
        {
            Statement("S3").GetProperty("witnesses")[0].GetProperty("text")[0].GetString()!.ShouldContain("54.1.2.3 (an address that leads to a Service)");
        }
        else if (verdict == "incomplete")
        {
            Statement("S3").GetProperty("missing")[0].GetString().ShouldBe($"{kind} backend/web (lb.example.org): a name that leads into the cluster, whose addresses it does not tell; set STACK_NAMED_CIDRS to them");
        }
    }

    [Fact]
    public async Task Addresses_behind_a_name_can_be_told()
    {
        const string Ingress = "---\n{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: backend}, status: {loadBalancer: {ingress: [{hostname: LB.example.org}]}}}\n";

        (await CheckAsync(Ingress, "--named-cidr", "lb.example.org=54.1.2.0/24")).ShouldBe(ExitCode.No);
        Statement("S3").GetProperty("witnesses")[0].GetProperty("to").GetString()!.ShouldStartWith("54.1.2.");
    }

    [Fact]
    public async Task What_is_read_is_no_longer_said_to_be_passed_over()
    {
        await CheckAsync("---\n{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: backend}}\n");

        _terminal.Error.ShouldNotContain("not looked at");
    }

    private async Task<ExitCode> CheckAsync(string more, params string[] options)
    {
        _terminal.Input = Cluster + more;
        return await _terminal.RunAsync(["policy", "check", "-f", "-", "-o", "json", .. options]);
    }

    private JsonElement Statement(string id) => JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("statements").EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == id);
}
