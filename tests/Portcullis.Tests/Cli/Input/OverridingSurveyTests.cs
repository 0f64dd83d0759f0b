using System.Net;
using System.Text;
using Portcullis.Cli.Input;
using Portcullis.Client;

namespace Portcullis.Tests.Cli.Input;

public sealed class OverridingSurveyTests
{
    private const string Antrea = "/apis/crd.antrea.io/v1alpha1/clusternetworkpolicies";
    private const string Calico = "/apis/projectcalico.org/v3/networkpolicies";
    private const string Cilium = "/apis/cilium.io/v2/";

    [Fact]
    public async Task Every_kind_is_looked_for_in_every_version_and_what_may_not_be_seen_is_told_at_once()
    {
        using var server = new Answers(path => path switch
        {
            Antrea => (HttpStatusCode.OK, """{"items": [{"metadata": {"name": "tier"}}]}"""),
            Calico => (HttpStatusCode.OK, """{"items": [{"metadata": {"name": "knp.default.walls", "namespace": "stacks"}}, {"metadata": {"name": "own", "namespace": "stacks"}}]}"""),
            _ when path.StartsWith(Cilium, StringComparison.Ordinal) => (HttpStatusCode.Forbidden, """{"kind": "Status", "status": "Failure", "reason": "Forbidden", "code": 403}"""),
            _ => (HttpStatusCode.NotFound, """{"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}"""),
        });
        using var client = new KubernetesClient(server, new Uri("http://cluster.test"), new KubernetesClientOptions(), TimeProvider.System);

        var (found, unseen) = await OverridingSurvey.LookAsync(client, TestContext.Current.CancellationToken);

        found.Select(one => $"{one.Kind} {one.Name}").ShouldBe(["networkpolicies.projectcalico.org stacks/own", "clusternetworkpolicies.crd.antrea.io tier"]);
        unseen.ShouldHaveSingleItem().ShouldBe("whether there are ciliumclusterwidenetworkpolicies.cilium.io, ciliumnetworkpolicies.cilium.io, which can override network policies, may not be seen (403 Forbidden): let it list them in all namespaces");
    }

    private sealed class Answers(Func<string, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request });
        }
    }
}
