using Portcullis.Embedded.Tests.Conformance.Comparing;
using Portcullis.Testing;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>What the scenarios ask for, whether there is a server to ask or not.</summary>
public sealed class CoverageTests
{
    // Kept for whoever asks where they are entered; they came after the recordings, and have tests of their own.
    private static readonly string[] Unrecorded = ["ingresses", "ingresses/status"];

    [Fact]
    public async Task Every_verb_of_every_resource_that_is_served_is_asked_for()
    {
        await using var cluster = await Support.TestCluster.StartAsync();
        var asked = Scenarios.All.SelectMany(s => s.Exchanges).Select(Asked).ToHashSet();

        var served = new List<string>();
        foreach (var group in new[] { "/api/v1", "/apis/networking.k8s.io/v1", "/apis/coordination.k8s.io/v1", "/apis/discovery.k8s.io/v1" })
        {
            foreach (var resource in (await cluster.Get(group)).Json.GetProperty("resources").EnumerateArray().Where(resource => !Unrecorded.Contains(resource.GetProperty("name").GetString())))
            {
                served.AddRange(resource.GetProperty("verbs").EnumerateArray().Select(v => $"{v.GetString()} {resource.GetProperty("name").GetString()}"));
            }
        }

        served.Where(verb => !asked.Contains(verb)).ShouldBeEmpty();
    }

    [Fact]
    public void Scenarios_are_many_enough_and_named_apart()
    {
        Scenarios.All.Sum(s => s.Exchanges.Count).ShouldBeGreaterThanOrEqualTo(150);
        Scenarios.All.GroupBy(s => s.Name).Where(g => g.Count() > 1).ShouldBeEmpty();
        Scenarios.All.SelectMany(s => s.Exchanges.GroupBy(e => e.Name).Where(g => g.Count() > 1).Select(g => $"{s.Name}/{g.Key}")).ShouldBeEmpty();
    }

    [Fact]
    public void Document_lists_exactly_the_accepted_differences()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "embedded.md"));
        var section = document[document.IndexOf("## Where it differs", StringComparison.Ordinal)..];
        section = section[..(section.IndexOf("\n## ", 3, StringComparison.Ordinal) is var end and >= 0 ? end : section.Length)];

        var told = section.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..]);

        told.Order(StringComparer.Ordinal).ShouldBe(AcceptedDifferences.Followed.Concat(AcceptedDifferences.Older).Select(a => a.Why).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Such as <c>get pods/status</c>, from method and path alone.</summary>
    private static string Asked(Exchange exchange)
    {
        var path = exchange.Path.Split('?')[0];
        var rest = (path.StartsWith('/') ? path : $"/api/v1/namespaces/x/{path}").Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Skip(path.StartsWith("/apis/", StringComparison.Ordinal) ? 3 : 2).ToArray();
        rest = rest is ["namespaces", _, _, ..] and not [_, _, "status" or "finalize"] ? rest[2..] : rest;
        var verb = (exchange.Method, rest.Length > 1) switch
        {
            ("GET", _) when exchange.Path.Contains("watch=true", StringComparison.Ordinal) => "watch",
            ("GET", true) => "get",
            ("GET", false) => "list",
            ("POST", _) => "create",
            ("PUT", _) => "update",
            ("DELETE", false) => "deletecollection",
            ("DELETE", true) => "delete",
            var (method, _) => method.ToLowerInvariant(),
        };
        return rest switch
        {
            [] => "",
            [var resource, _, var subresource] => $"{verb} {resource}/{subresource}",
            [var resource, ..] => $"{verb} {resource}",
        };
    }
}
