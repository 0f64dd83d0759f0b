using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Reading;

public sealed class StackIndexTests
{
    private readonly WrittenStore<Service> _services = new();
    private readonly WrittenStore<Pod> _pods = new();

    [Fact]
    public void Service_and_pod_meet_whichever_comes_first()
    {
        using var index = Index();
        _pods.Writer.Apply(Worlds.Pod());
        index.Find(Worlds.Id)!.Record.ShouldBeNull();
        _services.Writer.Apply(Worlds.Service());
        index.Find(Worlds.Id)!.CurrentPod!.Metadata.Uid.ShouldBe("pod-bbbbb");
        index.Find(Worlds.Id)!.StrayPods.ShouldBeEmpty();
    }

    [Fact]
    public void Entry_is_gone_with_its_last_object()
    {
        using var index = Index();
        _services.Writer.Apply(Worlds.Service());
        _pods.Writer.Apply(Worlds.Pod());
        _services.Writer.Delete(Worlds.Service());
        index.Find(Worlds.Id)!.StrayPods.Count().ShouldBe(1);
        _pods.Writer.Delete(Worlds.Pod());
        index.Find(Worlds.Id).ShouldBeNull();
    }

    [Fact]
    public void Objects_of_others_are_not_ours()
    {
        using var index = Index();
        _services.Writer.Apply(Worlds.Service() with { Metadata = Worlds.Service().Metadata with { Namespace = "elsewhere" } });
        _pods.Writer.Apply(Worlds.Pod() with { Metadata = Worlds.Pod().Metadata with { Labels = null } });
        index.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Object_that_loses_our_label_is_let_go()
    {
        using var index = Index();
        _services.Writer.Apply(Worlds.Service());
        _services.Writer.Apply(Worlds.Service() with { Metadata = Worlds.Service().Metadata with { Labels = null, ResourceVersion = "12" } });
        index.Find(Worlds.Id).ShouldBeNull();
    }

    [Fact]
    public void Service_that_somebody_spoilt_goes_on_with_its_last_good_record()
    {
        using var index = Index();
        _services.Writer.Apply(Worlds.Service());
        _pods.Writer.Apply(Worlds.Pod());
        _services.Writer.Apply(Worlds.Service() with { Metadata = Worlds.Service().Metadata with { Annotations = null, ResourceVersion = "12" } });
        index.Find(Worlds.Id)!.Record!.Service.Metadata.ResourceVersion.ShouldBe("12");
        index.Find(Worlds.Id)!.StrayPods.ShouldBeEmpty();
    }

    [Fact]
    public void Pods_of_a_service_that_was_never_readable_are_not_strays()
    {
        using var index = Index();
        _services.Writer.Apply(Worlds.Service() with { Metadata = Worlds.Service().Metadata with { Annotations = null } });
        _pods.Writer.Apply(Worlds.Pod());
        index.Find(Worlds.Id)!.Damaged.ShouldNotBeNull();
        index.Find(Worlds.Id)!.StrayPods.ShouldBeEmpty();
    }

    [Fact]
    public void Node_that_goes_wakes_the_stacks_on_it()
    {
        var nodes = new WrittenStore<Node>();
        using var directory = new NodeDirectory(nodes.Store);
        using var index = new StackIndex(_services.Store, _pods.Store, directory, Worlds.Settings);
        nodes.Writer.Apply(Worlds.Node());
        _pods.Writer.Apply(Worlds.Pod());
        var woken = 0;
        index.Changed += _ => woken++;
        nodes.Writer.Delete(Worlds.Node());
        woken.ShouldBe(1);
    }

    [Fact]
    public void Change_is_told_after_the_entry_shows_it()
    {
        using var index = Index();
        var seen = new List<bool>();
        index.Changed += id => seen.Add(index.Find(id) is not null);
        _services.Writer.Apply(Worlds.Service());
        _services.Writer.Delete(Worlds.Service());
        seen.ShouldBe([true, false]);
    }

    private StackIndex Index() => new(_services.Store, _pods.Store, new(new WrittenStore<Node>().Store), Worlds.Settings);
}
