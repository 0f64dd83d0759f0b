using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;
using Portcullis.Policy.PodSecurity;
using Portcullis.Policy.PodSecurity.Effective;
using Portcullis.Testing;

namespace Portcullis.Policy.Tests.PodSecurity;

/// <summary>Effective contexts as Kubernetes 1.21 worked them out; seccomp profiles it did not yet inherit.</summary>
public sealed class EffectiveCorpusTests
{
    [Fact]
    public void Contexts_are_those_of_the_kubelet()
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");

        var rows = Corpora.Read(folder!, "podsecurity/effective").ToList();

        rows.SelectMany(Differences).Take(20).ToList().ShouldBeEmpty();
        rows.Count.ShouldBeGreaterThan(400);
    }

    private static IEnumerable<string> Differences(JsonElement row)
    {
        PodTemplates.TryFind(row.GetProperty("pod"), out var pod).ShouldBeTrue();
        var containers = EffectiveSecurity.Of(pod!.Metadata, pod.Spec!);
        var expected = row.GetProperty("effective").EnumerateObject().ToList();
        containers.Select(container => container.Name).ShouldBe(expected.Select(property => property.Name), ignoreOrder: true);
        foreach (var property in expected)
        {
            var actual = containers.Single(container => container.Name == property.Name);
            var want = WithoutSeccomp(JsonNode.Parse(property.Value.GetRawText())!);
            var got = WithoutSeccomp(JsonSerializer.SerializeToNode(actual.Effective, ModelJson.Default.SecurityContext)!);
            var flag = row.GetProperty("noNewPrivileges").GetProperty(property.Name).GetBoolean();
            if (!JsonNode.DeepEquals(got, want) || actual.NoNewPrivileges != flag)
            {
                yield return $"{row.GetProperty("id")} {property.Name}: {got} {actual.NoNewPrivileges} instead of {want} {flag}";
            }
        }
    }

    private static JsonNode WithoutSeccomp(JsonNode context)
    {
        context.AsObject().Remove("seccompProfile");
        return context;
    }
}
