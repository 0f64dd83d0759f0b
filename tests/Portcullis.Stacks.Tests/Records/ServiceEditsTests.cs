using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;
using static Portcullis.Stacks.Tests.Records.ServiceWorlds;

namespace Portcullis.Stacks.Tests.Records;

public sealed class ServiceEditsTests
{
    private static readonly string Selector = $"portcullis.dev/incarnation=bbbbb,portcullis.dev/stack={Worlds.Id.Text}";

    [Fact]
    public void Service_as_it_was_made_is_no_edit()
    {
        Edits(Service(), Pod()).ShouldBeEmpty();
        Edits(Service(), OldPod()).ShouldBeEmpty();
        Edits(Service()).ShouldBeEmpty();

        // As the stores keep it, which know less of it.
        Edits(StoreTrim.Of(Service()), StoreTrim.Of(Pod())).ShouldBeEmpty();
        Edits(StoreTrim.Of(Service()), StoreTrim.Of(OldPod())).ShouldBeEmpty();
        Edits(Worlds.Service() with { Spec = Worlds.Service().Spec! with { ExternalTrafficPolicy = "Local" } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"spec": {"selector": {"app": "api"}}}""", "spec.selector is app=api,")]
    [InlineData("""{"spec": {"selector": null}}""", "spec.selector is nothing,")]
    [InlineData("""{"spec": {"selector": {"portcullis.dev/incarnation": null}}}""", "spec.selector is portcullis.dev/stack=")]
    [InlineData("""{"spec": {"selector": {"portcullis.dev/incarnation": "zzzzz"}}}""", "spec.selector is portcullis.dev/incarnation=zzzzz,")]
    [InlineData("""{"spec": {"type": "ClusterIP"}}""", "spec.type is ClusterIP, its record says NodePort")]
    [InlineData("""{"spec": {"type": "LoadBalancer"}}""", "spec.type is LoadBalancer, its record says NodePort")]
    [InlineData("""{"spec": {"type": "ExternalName", "externalName": "evil.example"}}""", "spec.type is ExternalName, its record says NodePort; spec.externalName is evil.example, its record says none")]
    [InlineData("""{"spec": {"externalTrafficPolicy": "Cluster"}}""", "spec.externalTrafficPolicy is Cluster, STACK_EXTERNAL_TRAFFIC_POLICY says Local")]
    [InlineData("""{"spec": {"externalIPs": ["192.0.2.7"]}}""", "spec.externalIPs is 192.0.2.7, its record says none")]
    [InlineData("""{"spec": {"loadBalancerIP": "192.0.2.7"}}""", "spec.loadBalancerIP is 192.0.2.7, its record says none")]
    [InlineData("""{"spec": {"publishNotReadyAddresses": true}}""", "spec.publishNotReadyAddresses is true, its record says false")]
    [InlineData("""{"spec": {"ports": null}}""", "spec.ports is nothing, its record says NodePort 31001 to 80/TCP, NodePort 31002 to 53/UDP")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": 22, "nodePort": 31001, "protocol": "TCP"}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}]}}""", "spec.ports is NodePort 31001 to 22/TCP (as 80), NodePort 31002 to 53/UDP, its record says NodePort 31001 to 80/TCP, NodePort 31002 to 53/UDP")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": "shell", "nodePort": 31001}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}]}}""", "spec.ports is NodePort 31001 to shell/TCP (as 80),")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": 80, "nodePort": 31005}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}]}}""", "spec.ports is NodePort 31005 to 80/TCP,")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": 80}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}]}}""", "spec.ports is no NodePort to 80/TCP,")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": 80, "nodePort": 31001}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}, {"name": "x", "port": 22, "targetPort": 22, "nodePort": 31003}]}}""", "spec.ports is NodePort 31001 to 80/TCP, NodePort 31002 to 53/UDP, NodePort 31003 to 22/TCP,")]
    [InlineData("""{"spec": {"ports": [{"port": 80, "targetPort": 80, "nodePort": 31001}, {"port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "TCP"}]}}""", "spec.ports is NodePort 31001 to 80/TCP, NodePort 31002 to 53/TCP,")]
    public void Each_edit_that_changes_who_gets_where_is_named_and_undone(string edit, string words)
    {
        var edited = Service().Edit(edit);

        string.Join("; ", Edits(edited, Pod())).ShouldStartWith(words);
        Edits(Mended(edited, Pod()), Pod()).ShouldBeEmpty();
        Mended(edited, Pod()).Spec!.Ports!.Select(port => port.NodePort).ShouldBe([31001, 31002]);
    }

    [Theory]
    [InlineData("""{"spec": {"sessionAffinity": "ClientIP"}}""")]
    [InlineData("""{"spec": {"internalTrafficPolicy": "Local"}}""")]
    [InlineData("""{"spec": {"ipFamilyPolicy": "SingleStack"}}""")]
    [InlineData("""{"spec": {"ipFamilyPolicy": null, "internalTrafficPolicy": null}}""")]
    [InlineData("""{"spec": {"trafficDistribution": "PreferClose"}}""")]
    [InlineData("""{"spec": {"ports": [{"name": "web", "appProtocol": "http", "port": 80, "targetPort": 80, "nodePort": 31001}, {"name": "dns", "port": 53, "targetPort": 53, "nodePort": 31002, "protocol": "UDP"}]}}""")]
    [InlineData("""{"spec": {"externalIPs": [], "loadBalancerIP": "", "publishNotReadyAddresses": false}}""")]
    [InlineData("""{"metadata": {"annotations": {"example.org/note": "hands off"}, "labels": {"team": "red"}}}""")]
    public void What_changes_nothing_for_anybody_is_let_be(string edit) => Edits(Service().Edit(edit), Pod()).ShouldBeEmpty();

    [Fact]
    public void Record_that_was_edited_with_the_ports_is_given_away_by_the_pod()
    {
        var edited = Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "22/TCP"}}, "spec": {"ports": [{"port": 22, "targetPort": 22, "nodePort": 31001}]}}""");

        Edits(edited, Pod())[0].ToString().ShouldBe("metadata.annotations[portcullis.dev/target-ports] is 22/TCP, its pod says 80/TCP,53/UDP");
        Edits(Mended(edited, Pod()), Pod()).ShouldBeEmpty();
        Mended(edited, Pod()).Spec!.Ports!.Select(port => (port.Port, port.NodePort)).ShouldBe([(80, 31001), (53, 31002)]);
        Edits(Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": null}}}"""), Pod()).ShouldHaveSingleItem().There.ShouldBe("nothing");
    }

    [Fact]
    public void Pod_that_wrote_nothing_down_still_tells_which_ports_it_has()
    {
        const string edit = """{"metadata": {"annotations": {"portcullis.dev/target-ports": "PORT/TCP"}}, "spec": {"ports": [{"port": PORT, "targetPort": PORT, "nodePort": 31001}]}}""";

        Edits(Service().Edit(edit.Replace("PORT", "22", StringComparison.Ordinal)), OldPod()).ShouldBeEmpty();
        var hidden = Edits(Service().Edit(edit.Replace("PORT", "6443", StringComparison.Ordinal)), OldPod()).ShouldHaveSingleItem();
        hidden.ToString().ShouldBe("metadata.annotations[portcullis.dev/target-ports] is 6443/TCP, its pod says that no container exposes 6443/TCP");
        hidden.CanBeUndone.ShouldBeFalse();
    }

    [Fact]
    public void Pod_of_somebody_else_tells_nothing()
    {
        var foreign = Pod() with { Metadata = Pod().Metadata with { OwnerReferences = null, Annotations = new Dictionary<string, string> { [StackKeys.Ports] = "22/TCP:31001,53/UDP:31002" } } };

        Edits(Service(), foreign).ShouldBeEmpty();
    }

    [Fact]
    public void Restart_looks_like_no_edit_at_any_moment()
    {
        var moved = Service().Edit(StackChanges.Select(Service(), "ccccc", Worlds.Start));

        Edits(Service(), Pod(), Pod("ccccc")).ShouldBeEmpty();
        Edits(moved, Pod(), Pod("ccccc")).ShouldBeEmpty();
        Edits(moved, Pod("ccccc")).ShouldBeEmpty();
        Edits(moved, Pod()).ShouldBeEmpty();
        Edits(moved).ShouldBeEmpty();
    }

    [Fact]
    public void Of_label_and_selector_the_one_that_a_pod_has_is_right()
    {
        var label = Service().Edit("""{"metadata": {"labels": {"portcullis.dev/incarnation": "zzzzz"}}}""");
        Edits(label, Pod()).ShouldHaveSingleItem().ToString().ShouldBe("metadata.labels[portcullis.dev/incarnation] is zzzzz, its pod says bbbbb");
        Mended(label, Pod()).Metadata.Labels![StackKeys.Incarnation].ShouldBe("bbbbb");

        var selector = Service().Edit("""{"spec": {"selector": {"portcullis.dev/incarnation": "zzzzz"}}}""");
        Edits(selector).ShouldHaveSingleItem().ToString().ShouldBe($"spec.selector is {Selector.Replace("bbbbb", "zzzzz", StringComparison.Ordinal)}, its record says {Selector}");
    }

    [Fact]
    public void Traffic_policy_is_brought_to_local_and_never_away_from_it()
    {
        var cluster = Worlds.Settings with { ExternalTrafficPolicy = "Cluster" };

        ServiceEdits.Of(Service(), Form(Service(), Pod())!, cluster).ShouldBeEmpty();
        ServiceEdits.Of(Service(cluster), Form(Service(cluster), Pod())!, cluster).ShouldBeEmpty();
        ServiceEdits.Of(Service(cluster), Form(Service(cluster), Pod())!, Worlds.Settings).ShouldHaveSingleItem().Said.ShouldBe("Local");
        var edited = Service().Edit("""{"spec": {"externalIPs": ["192.0.2.7"]}}""");
        edited.Edit(ServicePatch.Of(edited, Form(edited, Pod())!, cluster)).Spec!.ExternalTrafficPolicy.ShouldBe("Local");
    }

    [Fact]
    public void Entry_that_a_load_balancer_gave_can_only_be_told()
    {
        var edit = Edits(Service() with { Status = new() { LoadBalancer = new() { Ingress = [new() { Ip = "192.0.2.9" }] } } }, Pod()).ShouldHaveSingleItem();
        (edit.ToString(), edit.CanBeUndone).ShouldBe(("status.loadBalancer is 192.0.2.9, its record says none", false));
    }

    [Fact]
    public void Service_that_is_not_ours_or_says_nothing_any_more_has_no_form()
    {
        Form(Service().Edit("""{"metadata": {"labels": {"portcullis.dev/stack": null}}}"""), Pod()).ShouldBeNull();
        Form(Service().Edit("""{"metadata": {"name": "mine"}}"""), Pod()).ShouldBeNull();
        Form(Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "?"}}}""")).ShouldBeNull();
        Form(Service().Edit("""{"metadata": {"annotations": {"portcullis.dev/target-ports": "?"}}}"""), Pod()).ShouldNotBeNull();
    }

    [Fact]
    public void Patch_holds_at_the_version_that_was_looked_at()
    {
        var edited = Service().Edit("""{"spec": {"type": "LoadBalancer", "loadBalancerSourceRanges": ["0.0.0.0/0"], "allocateLoadBalancerNodePorts": true, "healthCheckNodePort": 31500, "loadBalancerClass": "x/y"}}""");
        var patch = ServicePatch.Of(edited, Form(edited, Pod())!, Worlds.Settings);

        patch["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe("10");
        var spec = Mended(edited, Pod()).Spec!;
        (spec.Type, spec.LoadBalancerSourceRanges, spec.AllocateLoadBalancerNodePorts, spec.HealthCheckNodePort, spec.LoadBalancerClass).ShouldBe(("NodePort", null, null, null, null));
        spec.ClusterIP.ShouldBe("10.43.0.9");
    }

    [Theory]
    [InlineData("80/TCP:31001,53/UDP:31002", true)]
    [InlineData("80/TCP", false)]
    [InlineData("80/TCP:0", false)]
    [InlineData("80/TCP:70000", false)]
    [InlineData("80/TCP:31001,", false)]
    [InlineData("", false)]
    public void Ports_of_a_pod_read_back_as_they_were_written_or_not_at_all(string text, bool isRead)
    {
        StackPortsText.TryParse(text, out var ports).ShouldBe(isRead);
        StackPortsText.Format(ports).ShouldBe(isRead ? text : "");
    }

    private static ServiceForm? Form(Service service, params Pod?[] pods) =>
        ServiceForm.Of(service, name => pods.FirstOrDefault(pod => pod is not null && NamespacedName.Of(pod.Metadata) == name));

    private static IReadOnlyList<ServiceEdit> Edits(Service service, params Pod?[] pods) => ServiceEdits.Of(service, Form(service, pods)!, Worlds.Settings);

    private static Service Mended(Service service, params Pod?[] pods) => service.Edit(ServicePatch.Of(service, Form(service, pods)!, Worlds.Settings));
}
