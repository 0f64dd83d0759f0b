using System.Collections.Concurrent;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Storage;

public sealed class ConcurrencyTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Many_writers_and_two_watchers_agree_on_one_order()
    {
        const int Writers = 64;
        const int Rounds = 8;
        const int Events = Writers * Rounds * 3;
        await using var cluster = await TestCluster.StartAsync();
        using var early = await cluster.Watch(ConfigMaps);
        using var other = await cluster.Watch(ConfigMaps);
        var reading = Task.WhenAll(Task.Run(() => Read(early, Events)), Task.Run(() => Read(other, Events)));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var name = $"w{w}-{round}";
                (await cluster.Post(ConfigMaps, Manifests.ConfigMap(name))).ShouldBe(201);
                (await cluster.Put($"{ConfigMaps}/{name}", Manifests.ConfigMap(name, """{"k":"v"}"""))).ShouldBe(200);
                (await cluster.Delete($"{ConfigMaps}/{name}")).ShouldBe(200);
            }
        })));

        var seen = await reading;
        seen[0].ShouldBe(seen[1]);
        var versions = seen[0].Select(e => e.Version).ToList();
        versions.ShouldBe(versions.Order().ToList());
        versions.Distinct().Count().ShouldBe(Events);
        foreach (var life in seen[0].GroupBy(e => e.Name))
        {
            life.Select(e => e.Type).ShouldBe(["ADDED", "MODIFIED", "DELETED"]);
        }
    }

    [Fact]
    public async Task Of_many_updates_from_one_version_one_wins()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => cluster.Put(
            $"{ConfigMaps}/a",
            Manifests.ConfigMap("a", $$"""{"k":"{{i}}"}""", $""","resourceVersion":"{first.ResourceVersion}" """)))));

        answers.Count(a => a.Code == 200).ShouldBe(1);
        answers.Count(a => a.Code == 409).ShouldBe(31);
        (await cluster.Get($"{ConfigMaps}/a")).Text.ShouldBe(answers.Single(a => a.Code == 200).Text);
    }

    [Fact]
    public async Task Many_creators_never_share_a_node_port()
    {
        const string Services = "/api/v1/namespaces/default/services";
        await using var cluster = await TestCluster.StartAsync();
        var free = cluster.Cluster.Parts.Allocator.FreeNodePorts;
        var ports = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                ports.Add((await cluster.Post(Services, Manifests.NodePortService($"s{w}-{i}"))).ShouldBe(201)["spec.ports.0.nodePort"]);
            }
        })));

        ports.Distinct().Count().ShouldBe(64 * 5);
        (await cluster.Delete($"{Services}?fieldSelector=metadata.name!%3Dkubernetes")).ShouldBe(200);
        cluster.Cluster.Parts.Allocator.FreeNodePorts.ShouldBe(free);
    }

    private static async Task<List<(string Type, string Name, long Version)>> Read(WatchReader watch, int count)
    {
        var seen = new List<(string Type, string Name, long Version)>();
        while (seen.Count < count && await watch.Next() is { } next)
        {
            seen.Add((next.Type, next.Name, long.Parse(next.ResourceVersion)));
        }

        return seen;
    }
}
