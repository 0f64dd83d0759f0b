using System.Text.Json;
using Portcullis.Policy.PodSecurity;
using Portcullis.Testing;

namespace Portcullis.Policy.Tests.PodSecurity;

/// <summary>Every pod of the corpora, at every level and version, with the answers of the reference implementation.</summary>
public sealed class StandardsCorpusTests
{
    [Theory]
    [InlineData("podsecurity/fixtures")]
    [InlineData("podsecurity/random")]
    public void Verdicts_are_those_of_the_reference_implementation(string name)
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");

        var wrong = Corpora.Read(folder!, name).SelectMany(Differences).Take(20).ToList();

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(JsonElement row)
    {
        PodTemplates.TryFind(row.GetProperty("pod"), out var pod).ShouldBeTrue();
        foreach (var expected in row.GetProperty("results").EnumerateArray())
        {
            var level = Enum.Parse<PodSecurityLevel>(expected.GetProperty("level").GetString()!, ignoreCase: true);
            for (var minor = expected.GetProperty("from").GetInt32(); minor <= expected.GetProperty("to").GetInt32(); minor++)
            {
                var actual = Text(PodSecurityStandards.Evaluate(level, PodSecurityVersion.Of(minor), pod!.Metadata, pod.Spec!));
                if (actual != Text(expected))
                {
                    yield return $"{row.GetProperty("id")} {level} 1.{minor}: {actual} instead of {Text(expected)}";
                }
            }
        }
    }

    private static string Text(PodSecurityVerdict verdict) =>
        $"{verdict.Allowed}\n{string.Join('\n', verdict.Failures.Select(failure => $"{failure.Check}|{failure.Reason}|{failure.Detail}"))}\n{verdict.Message}";

    private static string Text(JsonElement expected) => Text(new PodSecurityVerdict(
        expected.TryGetProperty("failures", out var failures)
            ? [.. failures.EnumerateArray().Select(f => new PodSecurityFailure(f.GetProperty("check").GetString()!, f.GetProperty("reason").GetString()!, f.GetProperty("detail").GetString()!))]
            : [],
        expected.TryGetProperty("message", out var message) ? message.GetString()! : ""));
}
