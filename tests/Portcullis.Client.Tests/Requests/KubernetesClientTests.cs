using System.Net;
using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;
using Portcullis.Client.Watching;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Tests.Requests;

public sealed class KubernetesClientTests : IDisposable
{
    private static readonly NamespacedName A = new("ns", "a");

    private readonly ScriptedCluster _cluster = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Path_of_the_servers_address_precedes_every_request()
    {
        _cluster.ThenOk(Json.Pod("a", 1));
        using var client = Clients.Over(_cluster, address: "https://proxy.test/k8s/clusters/c-1/");

        await client.GetAsync(ResourceTypes.Pods, A, Ct);

        var seen = _cluster.Seen.ShouldHaveSingleItem();
        seen.PathAndQuery.ShouldBe("/k8s/clusters/c-1/api/v1/namespaces/ns/pods/a");
        seen.UserAgent.ShouldNotBeNull().ShouldStartWith("portcullis/");
        seen.Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task TryGet_of_what_is_not_there_is_null()
    {
        _cluster.ThenStatus(404, "NotFound");
        using var client = Clients.Over(_cluster);

        (await client.TryGetAsync(ResourceTypes.Pods, A, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task TryGet_that_is_forbidden_throws()
    {
        _cluster.ThenStatus(403, "Forbidden");
        using var client = Clients.Over(_cluster);

        (await Should.ThrowAsync<KubernetesApiException>(() => client.TryGetAsync(ResourceTypes.Pods, A, Ct))).Reason.ShouldBe("Forbidden");
    }

    [Fact]
    public async Task List_fills_in_the_type_of_its_items()
    {
        _cluster.ThenOk(Json.PodList(5, "more", Json.Item("a", 1)));
        using var client = Clients.Over(_cluster);

        var page = await client.ListAsync(ResourceTypes.Pods, "ns", new() { Limit = 1 }, Ct);

        page.Metadata.Continue.ShouldBe("more");
        page.Items.ShouldHaveSingleItem().Kind.ShouldBe("Pod");
        page.Items[0].ApiVersion.ShouldBe("v1");
    }

    [Fact]
    public async Task ListAll_follows_the_pages_and_drops_the_version_after_the_first()
    {
        _cluster.ThenOk(Json.PodList(5, "t1", Json.Item("a", 1))).ThenOk(Json.PodList(5, "t2")).ThenOk(Json.PodList(5, null, Json.Item("b", 2)));
        using var client = Clients.Over(_cluster);
        var names = new List<string?>();

        await foreach (var pod in client.ListAllAsync(ResourceTypes.Pods, null, new() { Limit = 1, ResourceVersion = "5", ResourceVersionMatch = "Exact" }, Ct))
        {
            names.Add(pod.Metadata.Name);
        }

        names.ShouldBe(["a", "b"]);
        _cluster.Seen.Select(seen => seen.PathAndQuery).ShouldBe(
            ["/api/v1/pods?limit=1&resourceVersion=5&resourceVersionMatch=Exact", "/api/v1/pods?limit=1&continue=t1", "/api/v1/pods?limit=1&continue=t2"]);
    }

    [Fact]
    public async Task Delete_that_answers_a_status_has_its_uid_and_no_object()
    {
        _cluster.ThenOk("""{"kind":"Status","apiVersion":"v1","status":"Success","details":{"name":"a","kind":"services","uid":"u-7"}}""");
        using var client = Clients.Over(_cluster);

        var outcome = await client.DeleteAsync(ResourceTypes.Services, A, null, Ct);

        outcome.Uid.ShouldBe("u-7");
        outcome.Object.ShouldBeNull();
    }

    [Fact]
    public async Task Delete_that_answers_the_object_has_both()
    {
        _cluster.ThenOk(Json.Pod("a", 9, "u-8"));
        using var client = Clients.Over(_cluster);

        var outcome = await client.DeleteAsync(ResourceTypes.Pods, A, new() { GracePeriodSeconds = 1 }, Ct);

        outcome.Uid.ShouldBe("u-8");
        outcome.Object!.Metadata.ResourceVersion.ShouldBe("9");
    }

    [Fact]
    public async Task Error_carries_status_reason_and_causes()
    {
        _cluster.Then(HttpStatusCode.UnprocessableEntity, """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Invalid","code":422,"message":"no","details":{"causes":[{"reason":"FieldValueInvalid","message":"provided port is already allocated","field":"spec.ports[0].nodePort"}]}}""");
        using var client = Clients.Over(_cluster);

        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.CreateAsync(ResourceTypes.Services, "ns", new Service(), Ct));

        error.StatusCode.ShouldBe(422);
        error.Reason.ShouldBe(StatusReasons.Invalid);
        error.Causes.ShouldHaveSingleItem().Field.ShouldBe("spec.ports[0].nodePort");
        error.MayHaveBeenProcessed.ShouldBeFalse();
        error.Message.ShouldBe("the cluster answered 422 Invalid to POST /api/v1/namespaces/ns/services: no");
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(410, "Gone")]
    [InlineData(500, "InternalError")]
    [InlineData(302, "Unknown")]
    public async Task Error_without_a_status_gets_one(int code, string reason)
    {
        _cluster.Then((HttpStatusCode)code, "<html>" + new string('x', 1000));
        using var client = Clients.Over(_cluster);

        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceTypes.Pods, A, Ct));

        error.Reason.ShouldBe(reason);
        error.Status.Message!.Length.ShouldBe(256);
        error.IsExpired.ShouldBe(code == 410);
    }

    [Fact]
    public async Task Answer_that_is_no_json_is_garbled()
    {
        _cluster.ThenOk("<html>");
        using var client = Clients.Over(_cluster);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => client.GetAsync(ResourceTypes.Pods, A, Ct));

        error.Fault.ShouldBe(TransportFault.Garbled);
        error.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"kind\":\"PodList\",\"metadata\":{},\"items\":[{\"meta")]
    [InlineData("{\"kind\":\"PodList\",\"metadata\":{},\"items\":[]} trailing")]
    public async Task List_that_is_no_json_is_garbled(string body)
    {
        _cluster.ThenOk(body);
        using var client = Clients.Over(_cluster);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => client.ListAsync(ResourceTypes.Pods, "ns", null, Ct));

        error.Fault.ShouldBe(TransportFault.Garbled);
        _cluster.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_that_breaks_off_is_read_anew()
    {
        var feed = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(7, null, Json.Item("a", 1), Json.Item("b", 2)));
        using var client = Clients.Over(_cluster);
        await feed.SendAsync("{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"6\"},\"items\":[" + Json.Item("a", 1));
        feed.Break();

        var list = await client.ListAsync(ResourceTypes.Pods, "ns", null, Ct);

        list.Items.Select(pod => pod.Metadata.Name).ShouldBe(["a", "b"]);
        list.Metadata.ResourceVersion.ShouldBe("7");
        _cluster.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Version_is_read()
    {
        _cluster.ThenOk("""{"major":"1","minor":"29+","gitVersion":"v1.29.3-eks","extra":1}""");
        using var client = Clients.Over(_cluster);

        (await client.GetVersionAsync(Ct)).IsAtLeast(1, 29).ShouldBeTrue();
    }

    [Fact]
    public async Task Access_review_answers_the_question()
    {
        _cluster.ThenOk("""{"kind":"SelfSubjectAccessReview","status":{"allowed":true}}""");
        using var client = Clients.Over(_cluster);

        (await client.ReviewAccessAsync(new() { Verb = "create", Resource = "pods" }, Ct)).Status!.Allowed.ShouldBe(true);
    }

    [Fact]
    public async Task Watch_reports_events_in_order_and_ends_when_closed()
    {
        var feed = _cluster.ThenWatch();
        using var client = Clients.Over(_cluster);
        await feed.EventAsync("ADDED", "a", 1);
        await feed.BookmarkAsync(5);
        await feed.ErrorAsync(410, "Expired");
        feed.Close();
        var seen = new List<WatchEvent<Pod>>();

        await foreach (var each in client.WatchAsync(ResourceTypes.Pods, "ns", new() { ResourceVersion = "0" }, Ct))
        {
            seen.Add(each);
        }

        seen[0].ShouldBeOfType<WatchEvent<Pod>.Added>().Object.Metadata.Name.ShouldBe("a");
        seen[1].ShouldBe(new WatchEvent<Pod>.Bookmark("5"));
        seen[2].ShouldBeOfType<WatchEvent<Pod>.Failed>().Status.Code.ShouldBe(410);
        seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Watch_cut_in_the_middle_of_an_event_is_a_lost_connection()
    {
        var feed = _cluster.ThenWatch();
        using var client = Clients.Over(_cluster);
        await feed.SendAsync("{\"type\":\"ADDED\",\"obj");
        feed.Close();

        var error = await Should.ThrowAsync<KubernetesTransportException>(async () =>
        {
            await foreach (var each in client.WatchAsync(ResourceTypes.Pods, "ns", new(), Ct))
            {
                each.ShouldBeNull();
            }
        });

        error.Fault.ShouldBe(TransportFault.ConnectionLost);
    }
}
