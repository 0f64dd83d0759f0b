using System.Text;
using System.Text.Json.Nodes;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Client.Tests.Requests;

public sealed class ApiRequestsTests
{
    private static readonly NamespacedName Web = new("ns", "web");

    [Fact]
    public void Get_of_a_core_object_has_the_core_path() =>
        ApiRequests.Get(ResourceTypes.Pods, Web).PathAndQuery.ShouldBe("/api/v1/namespaces/ns/pods/web");

    [Fact]
    public void Get_of_a_grouped_object_has_the_group_path() =>
        ApiRequests.Get(ResourceTypes.Leases, Web).PathAndQuery.ShouldBe("/apis/coordination.k8s.io/v1/namespaces/ns/leases/web");

    [Fact]
    public void Get_of_a_cluster_scoped_object_has_no_namespace() =>
        ApiRequests.Get(ResourceTypes.Nodes, new("", "worker-a")).PathAndQuery.ShouldBe("/api/v1/nodes/worker-a");

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a%2fb")]
    [InlineData("")]
    public void Name_that_would_change_the_path_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => ApiRequests.Get(ResourceTypes.Pods, new("ns", name)));

    [Fact]
    public void Namespace_that_would_change_the_path_is_refused() =>
        Should.Throw<ArgumentException>(() => ApiRequests.List(ResourceTypes.Pods, "../secrets", new()));

    [Fact]
    public void Namespaced_object_without_a_namespace_is_refused() =>
        Should.Throw<ArgumentException>(() => ApiRequests.Get(ResourceTypes.Pods, new("", "web")));

    [Fact]
    public void Cluster_scoped_object_with_a_namespace_is_refused() =>
        Should.Throw<ArgumentException>(() => ApiRequests.Get(ResourceTypes.Nodes, Web));

    [Fact]
    public void Create_without_any_namespace_is_refused() =>
        Should.Throw<ArgumentException>(() => ApiRequests.Create(ResourceTypes.Pods, null, new Pod()));

    [Fact]
    public void List_of_all_namespaces_carries_every_option_escaped() =>
        ApiRequests.List(
            ResourceTypes.Services,
            null,
            new() { LabelSelector = "a=b,c in (d,e)", FieldSelector = "spec.x!=y", Limit = 5, Continue = "t+/=", ResourceVersion = "0", ResourceVersionMatch = "NotOlderThan" })
            .PathAndQuery.ShouldBe("/api/v1/services?labelSelector=a%3Db%2Cc%20in%20%28d%2Ce%29&fieldSelector=spec.x%21%3Dy&limit=5&continue=t%2B%2F%3D&resourceVersion=0&resourceVersionMatch=NotOlderThan");

    [Fact]
    public void List_without_options_has_no_query() =>
        ApiRequests.List(ResourceTypes.Pods, "ns", new()).PathAndQuery.ShouldBe("/api/v1/namespaces/ns/pods");

    [Fact]
    public void Watch_asks_for_bookmarks_and_an_end() =>
        ApiRequests.Watch(ResourceTypes.Pods, "ns", new() { ResourceVersion = "7", Timeout = TimeSpan.FromMinutes(6), LabelSelector = "a=b" })
            .PathAndQuery.ShouldBe("/api/v1/namespaces/ns/pods?labelSelector=a%3Db&watch=true&resourceVersion=7&timeoutSeconds=360&allowWatchBookmarks=true");

    [Fact]
    public void Create_posts_the_object_with_its_type_filled_in()
    {
        var request = ApiRequests.Create(ResourceTypes.Leases, "ns", new Lease { Metadata = new() { Name = "web" } });

        request.Method.ShouldBe(HttpMethod.Post);
        request.PathAndQuery.ShouldBe("/apis/coordination.k8s.io/v1/namespaces/ns/leases");
        request.ContentType.ShouldBe("application/json");
        Body(request).ShouldBe("""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"web"}}""");
    }

    [Fact]
    public void Replace_puts_to_the_name_in_the_metadata()
    {
        var request = ApiRequests.Replace(ResourceTypes.ConfigMaps, new ConfigMap { Metadata = new() { Name = "c", Namespace = "ns", ResourceVersion = "3" } });

        request.Method.ShouldBe(HttpMethod.Put);
        request.PathAndQuery.ShouldBe("/api/v1/namespaces/ns/configmaps/c");
        Body(request).ShouldContain("\"resourceVersion\":\"3\"");
    }

    [Fact]
    public void Delete_carries_grace_and_preconditions()
    {
        var request = ApiRequests.Delete(ResourceTypes.Pods, Web, new() { GracePeriodSeconds = 1, Preconditions = new() { Uid = "u", ResourceVersion = "9" } });

        request.Method.ShouldBe(HttpMethod.Delete);
        Body(request).ShouldBe("""{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":1,"preconditions":{"uid":"u","resourceVersion":"9"}}""");
    }

    [Fact]
    public void Merge_patch_goes_to_the_subresource_with_nulls_kept()
    {
        var request = ApiRequests.MergePatch(ResourceTypes.Pods, Web, new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["x"] = null } } }, "status");

        request.Method.ShouldBe(HttpMethod.Patch);
        request.PathAndQuery.ShouldBe("/api/v1/namespaces/ns/pods/web/status");
        request.ContentType.ShouldBe("application/merge-patch+json");
        Body(request).ShouldBe("""{"metadata":{"labels":{"x":null}}}""");
    }

    [Fact]
    public void Access_review_posts_the_question()
    {
        var request = ApiRequests.ReviewAccess(new() { Spec = new() { ResourceAttributes = new() { Verb = "list", Resource = "pods" } } });

        request.PathAndQuery.ShouldBe("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews");
        Body(request).ShouldContain("\"verb\":\"list\"");
    }

    private static string Body(ApiRequest request) => Encoding.UTF8.GetString(request.Body!);
}
