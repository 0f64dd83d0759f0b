using System.Net;
using System.Text;
using Portcullis.Cli.Input;
using Portcullis.Client.Requests;

namespace Portcullis.Tests.Cli.Input;

public sealed class OverridingSurveyTests
{
    private const string Served = """
        {"groups": [
        {"name": "apps", "versions": [{"groupVersion": "apps/v1", "version": "v1"}], "preferredVersion": {"groupVersion": "apps/v1", "version": "v1"}},
        {"name": "projectcalico.org", "versions": [{"groupVersion": "projectcalico.org/v3", "version": "v3"}], "preferredVersion": {"groupVersion": "projectcalico.org/v3", "version": "v3"}},
        {"name": "cilium.io", "versions": [{"groupVersion": "cilium.io/v2", "version": "v2"}, {"groupVersion": "cilium.io/v2alpha1", "version": "v2alpha1"}], "preferredVersion": {"groupVersion": "cilium.io/v2", "version": "v2"}},
        {"name": "kubeovn.io", "versions": [{"groupVersion": "kubeovn.io/v1", "version": "v1"}], "preferredVersion": {"groupVersion": "kubeovn.io/v1", "version": "v1"}}]}
        """;

    private const string Refused = """{"kind": "Status", "status": "Failure", "reason": "Forbidden", "code": 403}""";

    [Fact]
    public async Task Whatever_the_cluster_serves_of_a_plug_in_is_looked_through_and_what_may_not_be_seen_is_told_at_once()
    {
        using var server = new Answers(path => path switch
        {
            "/apis" => (HttpStatusCode.OK, Served),
            "/apis/projectcalico.org/v3" => (HttpStatusCode.OK, Kinds(("networkpolicies", "NetworkPolicy", true), ("ippools", "IPPool", false), ("surprises", "Surprise", false), ("surprises/status", "Surprise", false))),
            "/apis/projectcalico.org/v3/networkpolicies" => (HttpStatusCode.OK, """{"items": [{"metadata": {"name": "own", "namespace": "stacks"}, "spec": {"order": 1}}]}"""),
            "/apis/projectcalico.org/v3/surprises" => (HttpStatusCode.OK, """{"items": [{"metadata": {"name": "new"}}]}"""),
            "/apis/cilium.io/v2" => (HttpStatusCode.OK, Kinds(("ciliumnetworkpolicies", "CiliumNetworkPolicy", true), ("ciliumidentities", "CiliumIdentity", false))),
            "/apis/cilium.io/v2alpha1" => (HttpStatusCode.OK, Kinds(("ciliumnetworkpolicies", "CiliumNetworkPolicy", true), ("ciliumnodeconfigs", "CiliumNodeConfig", true))),
            "/apis/cilium.io/v2/ciliumnetworkpolicies" or "/apis/cilium.io/v2alpha1/ciliumnodeconfigs" => (HttpStatusCode.Forbidden, Refused),
            "/apis/kubeovn.io/v1" => (HttpStatusCode.ServiceUnavailable, """{"kind": "Status", "status": "Failure", "reason": "ServiceUnavailable", "code": 503}"""),
            _ => throw new InvalidOperationException($"{path} is nobody's business"),
        });
        using var client = new KubernetesClient(server, new Uri("http://cluster.test"), new KubernetesClientOptions { MaxRetries = 0 }, TimeProvider.System);

        var (found, unseen) = await OverridingSurvey.LookAsync(client, TestContext.Current.CancellationToken);

        found.Select(one => $"{one.Group} {one}").ShouldBe(["projectcalico.org NetworkPolicy stacks/own", "projectcalico.org Surprise new"]);
        unseen.ShouldBe(
        [
            "whether there are ciliumnetworkpolicies.cilium.io, ciliumnodeconfigs.cilium.io, which can override network policies, may not be seen (403 Forbidden): let it list them in all namespaces",
            "whether there are kinds of kubeovn.io/v1, which can override network policies, may not be seen (503 ServiceUnavailable): let it list them in all namespaces",
        ]);
    }

    private static string Kinds(params (string Name, string Kind, bool IsNamespaced)[] kinds) =>
        $$"""{"resources": [{{string.Join(", ", kinds.Select(kind => $$"""{"name": "{{kind.Name}}", "kind": "{{kind.Kind}}", "namespaced": {{(kind.IsNamespaced ? "true" : "false")}}, "verbs": ["get", "list", "watch"]}"""))}}]}""";

    private sealed class Answers(Func<string, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request });
        }
    }
}
