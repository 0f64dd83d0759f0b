using System.Net;
using System.Text.Json;
using Portcullis.Client.Discovery;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Testing;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>The manifest sets under docs/examples/isolation that show the walls show those that are built.</summary>
public class WallExampleTests
{
    [Theory]
    [InlineData("walls-local", "Local")]
    [InlineData("walls-cluster", "Cluster")]
    public void Walls_of_an_example_are_those_that_are_built(string name, string trafficPolicy)
    {
        var documents = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "examples", "isolation", name + ".yaml")).Split("\n---\n").Select(Read).ToList();
        var addresses = AddressDiscovery.Of(
            All(documents, ModelJson.Default.Node, "Node"),
            All(documents, ModelJson.Default.Service, "Service"),
            All(documents, ModelJson.Default.ServiceCIDR, "ServiceCIDR"),
            ApiServerAddresses.EndpointsOf(All(documents, ModelJson.Default.Endpoints, "Endpoints").Single()),
            [],
            new());

        var built = Walls.Build(addresses, new() { ExternalTrafficPolicy = trafficPolicy }, new());

        All(documents, ModelJson.Default.NetworkPolicy, "NetworkPolicy").Where(policy => policy.Metadata.Namespace == "stacks").Select(Spec).ShouldBe(built.Select(Spec));
    }

    private static JsonElement Read(string text) => YamlText.Parse(text, YamlLimits.Operator) is YamlParsed parsed
        ? JsonDocument.Parse(YamlToJson.Convert(parsed.Root)!.ToJsonString()).RootElement
        : throw new FormatException(text);

    private static List<T> All<T>(IEnumerable<JsonElement> documents, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json, string kind) =>
        [.. documents.Where(document => document.GetProperty("kind").GetString() == kind).Select(document => document.Deserialize(json)!)];

    private static string Spec(NetworkPolicy policy) => $"{policy.Metadata.Name}: {JsonSerializer.Serialize(policy.Spec!, ModelJson.Default.NetworkPolicySpec)}";
}
