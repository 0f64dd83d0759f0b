using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

public sealed class EditedServiceTests
{
    private static readonly string Name = $"Service stacks/svc-{Worlds.Id.Text}";

    [Fact]
    public void Service_as_it_was_made_is_proven() => Cluster(ServiceWorlds.Service()).Judge().Short().ShouldBeEmpty();

    [Theory]
    [InlineData("""{"spec": {"selector": {"app": "api"}}}""", "spec.selector is app=api,")]
    [InlineData("""{"spec": {"selector": null}}""", "spec.selector is nothing, its record says portcullis.dev/incarnation=bbbbb,portcullis.dev/stack=")]
    [InlineData("""{"spec": {"type": "LoadBalancer"}}""", "spec.type is LoadBalancer, its record says NodePort")]
    [InlineData("""{"spec": {"externalTrafficPolicy": "Cluster"}}""", "spec.externalTrafficPolicy is Cluster, STACK_EXTERNAL_TRAFFIC_POLICY says Local")]
    [InlineData("""{"spec": {"externalIPs": ["192.0.2.7"]}}""", "spec.externalIPs is 192.0.2.7, its record says none")]
    [InlineData("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "22/TCP"}}}""", "metadata.annotations[portcullis.dev/target-ports] is 22/TCP, its pod says 80/TCP,53/UDP")]
    public void Edited_service_opens_S4_with_what_stands_there_and_what_should(string edit, string words)
    {
        var report = Cluster(ServiceWorlds.Service().Edit(edit)).Judge();

        report.Short().ShouldBe(["S4 open"]);
        report.Find("S4").Witnesses.ShouldHaveSingleItem().Text[0].ShouldStartWith($"{Name}: {words}");
    }

    [Fact]
    public void Everything_that_was_edited_is_told_of_one_service_and_a_few_services_of_many()
    {
        var edited = ServiceWorlds.Service().Edit("""{"spec": {"type": "LoadBalancer", "externalIPs": ["192.0.2.7"]}}""");
        Cluster(edited).Judge().Find("S4").Witnesses.ShouldHaveSingleItem().Text.Count.ShouldBe(2);

        var many = Enumerable.Range(0, 5).Select(number => StackId.For("owner", $"{number}")).Select(id => edited with
        {
            Metadata = edited.Metadata with { Name = StackKeys.ServiceName(id), Labels = new Dictionary<string, string>(edited.Metadata.Labels!) { [StackKeys.Stack] = id.Text } },
        });
        Cluster([.. many]).Judge().Find("S4").Witnesses.Select(witness => witness.Text[0]).ToList().ShouldSatisfyAllConditions(
            texts => texts.Count.ShouldBe(4),
            texts => texts[3].ShouldBe("2 more Services of stacks are not as they were made"));
    }

    [Fact]
    public void Guard_of_a_living_cluster_follows_edits_and_their_undoing()
    {
        var guard = new Guard(Clusters.Stacks, new(), isLive: true);
        guard.Put(ServiceWorlds.Service());
        guard.Put(ServiceWorlds.Pod());
        Open(guard).ShouldBeEmpty();

        guard.Put(ServiceWorlds.Service().Edit("""{"spec": {"selector": {"app": "api"}}}"""));
        Open(guard).ShouldHaveSingleItem().ShouldContain("spec.selector is app=api,");
        guard.Put(ServiceWorlds.Service());
        Open(guard).ShouldBeEmpty();

        // The Pod gives away what the Service alone does not show, and a Service that is gone is no edited one.
        guard.Put(ServiceWorlds.Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "22/TCP"}}, "spec": {"ports": [{"port": 22, "targetPort": 22, "nodePort": 31001}]}}"""));
        Open(guard).ShouldHaveSingleItem().ShouldContain("its pod says 80/TCP,53/UDP");
        guard.Put(ServiceWorlds.Pod() with { Status = new() { Phase = "Failed" } });
        Open(guard).Count.ShouldBe(1);
        guard.RemovePod(NamespacedName.Of(ServiceWorlds.Pod().Metadata));
        Open(guard).ShouldBeEmpty();
        guard.Put(ServiceWorlds.Pod());
        Open(guard).Count.ShouldBe(1);
        guard.RemoveService(NamespacedName.Of(ServiceWorlds.Service().Metadata));
        Open(guard).ShouldBeEmpty();
    }

    [Fact]
    public void Service_whose_record_cannot_be_read_and_one_with_an_external_address_are_strays()
    {
        var unread = ServiceWorlds.Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "?"}}}""");
        (Clusters.Walled() with { Services = [.. Clusters.Walled().Services, unread] }).Judge().Find("S4").Witnesses.ShouldHaveSingleItem().Text[0]
            .ShouldBe($"{Name} opens NodePort 31001/TCP, NodePort 31002/UDP to players, and its record cannot be read");

        var external = new Service { Metadata = new() { Namespace = "stacks", Name = "mine" }, Spec = new() { Type = "ClusterIP", ExternalIPs = ["192.0.2.7"], Ports = [new() { Port = 22 }] } };
        (Clusters.Walled() with { Services = [.. Clusters.Walled().Services, external] }).Judge().Find("S4").Witnesses.ShouldHaveSingleItem().Text[0]
            .ShouldBe("Service stacks/mine opens 22/TCP at 192.0.2.7 to players, which no stack asked for");
    }

    private static IReadOnlyList<string> Open(Guard guard) =>
        [.. guard.Judge().Single(statement => statement.Id == "S4").Witnesses.Where(witness => witness.Service is not null).SelectMany(witness => witness.Text).Take(1)];

    private static IsolationObjects Cluster(params Service[] services)
    {
        var cluster = Clusters.Walled();
        return cluster with { Services = [.. cluster.Services, .. services], Pods = [.. cluster.Pods, ServiceWorlds.Pod()] };
    }
}
