using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Tests.Json;

public sealed class WireTypesTests
{
    public static TheoryData<string> Records => [.. WireTypes.Records.Select(type => type.ToString())];

    [Fact]
    public void Records_that_are_tested_are_all_there_are() => WireTypes.Records.Count.ShouldBeGreaterThan(80);

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_with_every_property_set_survives_a_round_trip(string name)
    {
        var type = WireTypes.Records.Single(record => record.ToString() == name);
        var info = ModelJson.Default.GetTypeInfo(type)!;
        var filled = WireTypes.Fill(type);

        var json = JsonSerializer.Serialize(filled, info);
        var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, info), info);

        again.ShouldBe(json);
        JsonNode.Parse(json)!.AsObject().Count.ShouldBe(type.GetProperties().Count(property => property.CanWrite));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_reads_from_an_empty_object_and_says_nothing_it_was_not_told(string name)
    {
        var type = WireTypes.Records.Single(record => record.ToString() == name);
        var info = ModelJson.Default.GetTypeInfo(type)!;

        var written = JsonNode.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize("{}", info), info))!.AsObject();

        foreach (var (property, value) in written)
        {
            // As a Go server writes them: what it has no "omitempty" for.
            if (value is null)
            {
                property.ShouldBeOneOf(
                    "firstTimestamp", "lastTimestamp", "eventTime", "lastHeartbeatTime", "lastProbeTime", "lastTransitionTime", "startedAt", "finishedAt", "endpoints", "ports");
                continue;
            }

            // Metadata and items are never null in memory, so they are written empty.
            property.ShouldBeOneOf("metadata", "items");
            (value is JsonObject { Count: 0 } or JsonArray { Count: 0 }).ShouldBeTrue();
        }
    }

    [Fact]
    public void Record_that_holds_a_collection_is_compared_by_identity()
    {
        var wrong = WireTypes.Records
            .Where(type => type.GetProperties().Any(property => WireTypes.IsCollection(property.PropertyType)))
            .Where(type => !type.IsAssignableTo(typeof(WireObject)));

        wrong.Select(type => type.Name).ShouldBeEmpty("records with collections must derive from WireObject");
    }

    [Fact]
    public void Wire_object_equals_itself_alone()
    {
        var pod = new Pod { Metadata = new ObjectMeta { Name = "a" } };

        pod.Equals(pod with { }).ShouldBeFalse();
        pod.Equals((object)pod).ShouldBeTrue();
        pod.GetHashCode().ShouldBe(pod.GetHashCode());
    }
}
