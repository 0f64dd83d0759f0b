using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class DeletionTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task An_unscheduled_pod_vanishes_at_once_and_is_the_answer()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p"))).ShouldBe(201);

        (await cluster.Delete($"{Pods}/p")).ShouldBe(200)["kind"].ShouldBe("Pod");

        (await cluster.Get($"{Pods}/p")).ShouldBe(404);
    }

    [Fact]
    public async Task A_running_pod_stays_until_its_kubelet_lets_go()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p", node: "n1"))).ShouldBe(201);

        var marked = (await cluster.Delete($"{Pods}/p", """{"gracePeriodSeconds":1}""")).ShouldBe(200);
        marked["metadata.deletionTimestamp"].ShouldEndWith("Z");
        marked["metadata.deletionGracePeriodSeconds"].ShouldBe("1");
        (await cluster.Get($"{Pods}/p")).ShouldBe(200);

        (await cluster.Delete($"{Pods}/p", """{"gracePeriodSeconds":0}""")).ShouldBe(200);
        (await cluster.Get($"{Pods}/p")).ShouldBe(404);
    }

    [Fact]
    public async Task The_grace_period_comes_from_the_pod_and_may_only_be_shortened()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p", node: "n1"))).ShouldBe(201);

        var first = (await cluster.Delete($"{Pods}/p")).ShouldBe(200);
        var longer = (await cluster.Delete($"{Pods}/p?gracePeriodSeconds=60")).ShouldBe(200);
        var shorter = (await cluster.Delete($"{Pods}/p?gracePeriodSeconds=5")).ShouldBe(200);

        first["metadata.deletionGracePeriodSeconds"].ShouldBe("30");
        longer.ResourceVersion.ShouldBe(first.ResourceVersion);
        shorter["metadata.deletionGracePeriodSeconds"].ShouldBe("5");
    }

    [Fact]
    public async Task A_finalizer_holds_an_object_until_it_is_removed()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", extra: ""","finalizers":["example.org/hold"]"""))).ShouldBe(201);
        using var watch = await cluster.Watch($"{ConfigMaps}?fieldSelector=metadata.name%3Da");

        (await cluster.Delete($"{ConfigMaps}/a")).ShouldBe(200)["metadata.deletionTimestamp"].ShouldNotBeEmpty();
        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(200);
        (await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);

        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
        (await watch.Next(3)).ShouldBe(["ADDED a", "MODIFIED a", "DELETED a"]);
    }

    [Fact]
    public async Task Binding_happens_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p"))).ShouldBe(201);
        const string Binding = """{"apiVersion":"v1","kind":"Binding","metadata":{"name":"p"},"target":{"kind":"Node","name":"n1"}}""";

        (await cluster.Post($"{Pods}/p/binding", Binding)).ShouldBe(201)["status"].ShouldBe("Success");
        var again = (await cluster.Post($"{Pods}/p/binding", Binding)).ShouldBe(409);

        again.Message.ShouldBe("Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"n1\"");
        (await cluster.Get($"{Pods}/p"))["spec.nodeName"].ShouldBe("n1");
    }

    [Fact]
    public async Task A_namespace_is_emptied_before_it_goes_and_takes_nothing_new_meanwhile()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post("/api/v1/namespaces", Manifests.Namespace("team"))).ShouldBe(201);
        (await cluster.Post("/api/v1/namespaces/team/configmaps", Manifests.ConfigMap("held", extra: ""","finalizers":["example.org/hold"]"""))).ShouldBe(201);
        (await cluster.Post("/api/v1/namespaces/team/configmaps", Manifests.ConfigMap("free"))).ShouldBe(201);

        (await cluster.Delete("/api/v1/namespaces/team")).ShouldBe(200)["status.phase"].ShouldBe("Terminating");
        var refused = (await cluster.Post("/api/v1/namespaces/team/configmaps", Manifests.ConfigMap("new"))).ShouldBe(403);
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/team/configmaps/free"), a => a.Code == 404);
        (await cluster.Get("/api/v1/namespaces/team")).ShouldBe(200);
        (await cluster.Patch("/api/v1/namespaces/team/configmaps/held", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);

        refused.Message.ShouldBe("configmaps \"new\" is forbidden: unable to create new content in namespace team because it is being terminated");
        refused["details.causes.0.reason"].ShouldBe("NamespaceTerminating");
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/team"), a => a.Code == 404);
    }

    [Fact]
    public async Task Default_may_not_be_deleted_and_every_namespace_has_a_label_and_an_account()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Delete("/api/v1/namespaces/default")).ShouldBe(403).Message.ShouldBe("namespaces \"default\" is forbidden: this namespace may not be deleted");
        (await cluster.Get("/api/v1/namespaces?labelSelector=kubernetes.io/metadata.name%3Dkube-system"))["items.0.metadata.name"].ShouldBe("kube-system");
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/kube-public/serviceaccounts/default"), a => a.Code == 200);
    }
}
