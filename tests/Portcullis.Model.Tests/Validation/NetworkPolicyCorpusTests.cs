using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Networking;
using Portcullis.Testing;

namespace Portcullis.Model.Tests.Validation;

/// <summary>Network policies with the errors that the API server itself gave for them.</summary>
public sealed class NetworkPolicyCorpusTests
{
    [Fact]
    public void Every_policy_of_the_corpus_gets_the_errors_of_the_api_server()
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");

        var wrong = Corpora.Read(folder!, "networkpolicy/validation").Select(Compare).OfType<string>().ToList();

        wrong.ShouldBeEmpty();
    }

    private static string? Compare(JsonElement row)
    {
        var policy = NetworkPolicyRules.Complete(JsonSerializer.Deserialize(row.GetProperty("object").GetRawText(), ModelJson.Default.NetworkPolicy)!);
        var expected = row.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field")} {e.GetProperty("type")}").Distinct().Order();

        var actual = NetworkPolicyRules.Check(policy).Select(e => $"{e.Field} {e.Type}").Distinct().Order();

        return actual.SequenceEqual(expected) ? null : $"{row.GetProperty("name")}: {string.Join(", ", actual)} instead of {string.Join(", ", expected)}";
    }
}
