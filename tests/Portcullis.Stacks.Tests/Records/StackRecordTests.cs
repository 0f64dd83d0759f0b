using Portcullis.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Records;

public sealed class StackRecordTests
{
    [Fact]
    public void A_service_reads_back_as_the_blueprint_that_it_was_made_from()
    {
        var blueprint = new StackBlueprint
        {
            Id = StackId.For("Team Ä/1", "pwn"),
            Terms = Worlds.Terms with { Owner = "Team Ä/1", Challenge = "pwn" },
            ExpiresAt = Worlds.Start + TimeSpan.FromMinutes(5),
            Ports = [new(53, PortProtocol.Udp), new(80, PortProtocol.Tcp), new(53, PortProtocol.Tcp)],
            Manifest = Worlds.Manifest,
            Template = new(),
            CpuMilli = 150,
            MemoryBytes = 1 << 20,
        };
        var service = ServiceFactory.Make(blueprint, "bbbbb", new Dictionary<int, int> { [53] = 31001, [80] = 31002 }, Worlds.Settings);

        StackRecord.TryRead(service, out var record).ShouldBeTrue();

        record!.Id.ShouldBe(blueprint.Id);
        record.Terms.Owner.ShouldBe("Team Ä/1");
        record.Terms.Challenge.ShouldBe("pwn");
        record.Incarnation.ShouldBe("bbbbb");
        record.ExpiresAt.ShouldBe(blueprint.ExpiresAt);
        record.Ports.ShouldBe([new(new(53, PortProtocol.Udp), 31001), new(new(80, PortProtocol.Tcp), 31002), new(new(53, PortProtocol.Tcp), 31001)]);
        record.Manifest.ShouldBe(Worlds.Manifest);
        record.CpuMilli.ShouldBe(150);
        record.MemoryBytes.ShouldBe(1 << 20);
    }

    [Fact]
    public void A_service_keeps_the_players_address_and_never_a_client_that_slips_through_another_node() =>
        ServiceFactory.Make(StackBlueprintOf(), "bbbbb", new Dictionary<int, int> { [80] = 31001 }, Worlds.Settings).Spec!.ExternalTrafficPolicy.ShouldBe("Local");

    [Theory]
    [InlineData(StackKeys.ExpiresAt)]
    [InlineData(StackKeys.TargetPorts)]
    [InlineData(StackKeys.Requested)]
    [InlineData(StackKeys.PodSpec)]
    public void A_service_that_lost_an_annotation_is_no_record(string annotation)
    {
        var service = Worlds.Service();
        var annotations = service.Metadata.Annotations!.Where(pair => pair.Key != annotation).ToDictionary();
        StackRecord.TryRead(service with { Metadata = service.Metadata with { Annotations = annotations } }, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_service_of_somebody_else_is_no_record()
    {
        var service = Worlds.Service();
        var labels = service.Metadata.Labels!.Where(pair => pair.Key != StackKeys.ManagedBy).ToDictionary();
        StackRecord.TryRead(service with { Metadata = service.Metadata with { Labels = labels } }, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("80/SCTP")]
    [InlineData("/TCP")]
    [InlineData("80/TCP,")]
    public void Target_ports_that_cannot_be_read_are_refused(string text) => TargetPortsText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_pod_is_owned_by_its_service_without_blocking_its_deletion()
    {
        var service = Worlds.Service();
        var pod = PodFactory.Make(StackBlueprintOf(), service, "ccccc", TimeSpan.FromHours(1), null, Worlds.Settings, null);

        var owner = pod.Metadata.OwnerReferences!.ShouldHaveSingleItem();
        owner.Uid.ShouldBe("service-uid");
        owner.BlockOwnerDeletion.ShouldBeNull();
        pod.Spec!.ActiveDeadlineSeconds.ShouldBe((long)(Worlds.Settings.MaxTtl + TimeSpan.FromMinutes(10) - TimeSpan.FromHours(1)).TotalSeconds);
    }

    private static StackBlueprint StackBlueprintOf() => new()
    {
        Id = Worlds.Id,
        Terms = Worlds.Terms,
        ExpiresAt = Worlds.Start,
        Ports = [new(80, PortProtocol.Tcp)],
        Manifest = Worlds.Manifest,
        Template = new() { Spec = new() },
        CpuMilli = 1,
        MemoryBytes = 1,
    };
}
