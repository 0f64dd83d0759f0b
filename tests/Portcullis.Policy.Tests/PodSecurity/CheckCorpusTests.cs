using System.Text.Json;
using System.Text.RegularExpressions;
using Portcullis.Model.Json;
using Portcullis.Policy.PodSecurity.Checks;
using Portcullis.Testing;

namespace Portcullis.Policy.Tests.PodSecurity;

/// <summary>Single checks, run alone on pods that the API server would not take, with the exact words of the reference implementation.</summary>
public sealed partial class CheckCorpusTests
{
    [Fact]
    public void Checks_say_what_the_reference_implementation_says()
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");

        var rows = Corpora.Read(folder!, "podsecurity/checks").ToList();
        var wrong = rows.Select(Difference).OfType<string>().ToList();

        wrong.ShouldBeEmpty();
        rows.Count.ShouldBeGreaterThan(80);
    }

    private static string? Difference(JsonElement row)
    {
        var (check, minor) = Find(row.GetProperty("function").GetString()!);
        var pod = row.GetProperty("pod").Deserialize(ModelJson.Default.Pod)!;

        var finding = check.At(minor)!(pod.Metadata, pod.Spec!);

        var actual = $"{finding is null}|{finding?.Reason}|{finding?.Detail}";
        var expected = $"{row.GetProperty("allowed")}|{row.GetProperty("reason")}|{row.GetProperty("detail")}";
        return actual == expected ? null : $"{row.GetProperty("function")}, {row.GetProperty("name")}: {actual} instead of {expected}";
    }

    /// <summary><c>sysctlsV1Dot29</c> is sysctls at 1.29, <c>procMount1_35baseline</c> is procMount at 1.35.</summary>
    private static (Check Check, int Minor) Find(string function)
    {
        var match = Function().Match(function);
        match.Success.ShouldBeTrue(function);
        var name = match.Groups["name"].Value;
        var check = CheckRegistry.All.Single(check => check.Id.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase));
        return (check, int.Parse(match.Groups["minor"].Value));
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z]+?)_?(V1Dot|1_)(?<minor>\d+)(baseline)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Function();
}
