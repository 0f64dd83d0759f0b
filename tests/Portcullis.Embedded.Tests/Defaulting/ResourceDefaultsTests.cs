using Portcullis.Embedded.Defaulting;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Defaulting;

public sealed class ResourceDefaultsTests
{
    private static readonly Quantity One = Quantity.FromUnits(1);
    private static readonly Quantity Two = Quantity.FromUnits(2);

    [Fact]
    public void Requests_that_are_not_given_equal_the_limits()
    {
        var resources = Apply(Map(("cpu", Two), ("memory", Two)), Map(("cpu", One))).Spec!.Containers![0].Resources!;

        resources.Requests!.ShouldBe(Map(("cpu", One), ("memory", Two)), ignoreOrder: true);
    }

    [Fact]
    public void Class_is_guaranteed_when_every_container_requests_its_limits() =>
        Apply(Map(("cpu", Two), ("memory", Two)), null).Status!.QosClass.ShouldBe("Guaranteed");

    [Fact]
    public void Class_is_burstable_when_requests_are_lower() =>
        Apply(Map(("cpu", Two), ("memory", Two)), Map(("cpu", One))).Status!.QosClass.ShouldBe("Burstable");

    [Fact]
    public void Class_is_burstable_when_only_one_of_two_has_limits() => Apply(Map(("cpu", Two)), null).Status!.QosClass.ShouldBe("Burstable");

    [Fact]
    public void Container_limit_range_falls_back_to_its_maximum_and_minimum()
    {
        var range = new LimitRange { Spec = new LimitRangeSpec { Limits = [new LimitRangeItem { Type = "Container", Max = Map(("cpu", Two)), Min = Map(("memory", One)) }] } };

        var item = ObjectDefaults.Apply(range).Spec!.Limits![0];

        item.Default!.ShouldBe(Map(("cpu", Two)));
        item.DefaultRequest!.ShouldBe(Map(("cpu", Two), ("memory", One)), ignoreOrder: true);
    }

    private static Pod Apply(Dictionary<string, Quantity>? limits, Dictionary<string, Quantity>? requests) => ObjectDefaults.Apply(new Pod
    {
        Spec = new PodSpec { Containers = [new Container { Name = "a", Resources = new ResourceRequirements { Limits = limits, Requests = requests } }] },
    });

    private static Dictionary<string, Quantity> Map(params (string Name, Quantity Amount)[] entries) => entries.ToDictionary(e => e.Name, e => e.Amount);
}
