using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.PodSecurity;
using Portcullis.Policy.PodSecurity.Checks;

namespace Portcullis.Policy.Tests.PodSecurity;

public sealed class StandardsTests
{
    private static readonly PodSecurityLevel[] Levels = Enum.GetValues<PodSecurityLevel>();

    [Fact]
    public void Privileged_level_allows_anything() =>
        Evaluate(PodSecurityLevel.Privileged, "latest", """{"hostNetwork": true, "containers": [{"name": "a", "securityContext": {"privileged": true}}]}""").ShouldBe(new PodSecurityVerdict([], ""));

    [Fact]
    public void Later_version_means_the_newest_known()
    {
        const string Spec = """{"containers": [{"name": "a", "livenessProbe": {"tcpSocket": {"host": "example.org"}}}]}""";
        var newest = Evaluate(PodSecurityLevel.Restricted, "v1.37", Spec);

        newest.Failures.Select(failure => failure.Check).ShouldContain("hostProbesAndHostLifecycle");
        Evaluate(PodSecurityLevel.Restricted, "v1.99", Spec).ShouldBe(newest);
        Evaluate(PodSecurityLevel.Restricted, "latest", Spec).ShouldBe(newest);
    }

    [Fact]
    public void Volume_without_a_source_is_an_empty_dir()
    {
        const string Spec = """{"volumes": [{"name": "a"}, {"name": "b", "nfs": {"server": "s", "path": "/"}}]}""";

        Evaluate(PodSecurityLevel.Restricted, "latest", Spec).Failures.Single().Detail.ShouldBe("volume \"b\" uses restricted volume type \"nfs\"");
    }

    [Fact]
    public void Null_among_containers_is_one_that_sets_nothing()
    {
        Evaluate(PodSecurityLevel.Baseline, "latest", """{"containers": [null]}""").Allowed.ShouldBeTrue();
        Evaluate(PodSecurityLevel.Restricted, "v1.8", """{"containers": [null]}""").Failures[0].Detail
            .ShouldBe("container \"\" must set securityContext.allowPrivilegeEscalation=false");
    }

    [Fact]
    public void Verdict_of_an_unknown_level_is_a_mistake() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Evaluate((PodSecurityLevel)7, "latest", "{}"));

    [Fact]
    public void Checks_are_listed_in_the_order_of_messages()
    {
        var ids = CheckRegistry.All.Select(check => (check.Level, check.Id)).ToList();

        ids.ShouldBe(ids.OrderBy(check => check.Level).ThenBy(check => check.Id, StringComparer.Ordinal));
        foreach (var check in CheckRegistry.All)
        {
            check.Versions.Select(version => version.From).ShouldBeInOrder(SortDirection.Ascending, check.Id);
            check.Versions[^1].From.ShouldBeLessThanOrEqualTo(PodSecurityVersion.NewestMinor);
        }
    }

    [Fact]
    public void What_a_level_allows_every_lower_level_allows()
    {
        var random = new Random(7);
        var passed = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var spec = RandomSpecs.Next(random);
            var version = PodSecurityVersion.Of(random.Next(PodSecurityVersion.NewestMinor + 1));
            var allowed = Levels.Select(level => PodSecurityStandards.Evaluate(level, version, new ObjectMeta(), spec).Allowed).ToList();

            allowed.ShouldBeInOrder(SortDirection.Descending, JsonSerializer.Serialize(spec, ModelJson.Default.PodSpec));
            passed += allowed[^1] ? 1 : 0;
        }

        passed.ShouldBeInRange(40, 3_960);
    }

    private static PodSecurityVerdict Evaluate(PodSecurityLevel level, string version, string spec)
    {
        PodSecurityVersion.TryParse(version, out var parsed).ShouldBeTrue();
        return PodSecurityStandards.Evaluate(level, parsed, new ObjectMeta(), JsonSerializer.Deserialize(spec, ModelJson.Default.PodSpec)!);
    }
}
