using Portcullis.Embedded.Tests.Conformance.Comparing;
using Portcullis.Embedded.Tests.Conformance.Running;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>The embedded server answers as a real one does, but for what is on the list.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<string> Names => [.. Scenarios.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_of_both_servers_agree(string scenario)
    {
        Assert.SkipWhen(run.Skipped is not null, run.Skipped ?? "");

        string.Join('\n', run.Unexpected(scenario)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_accepted_difference_still_occurs()
    {
        Assert.SkipWhen(run.Skipped is not null, run.Skipped ?? "");

        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary);
        var found = run.Found.ToList();
        string.Join('\n', AcceptedDifferences.All.Where(a => !found.Any(a.Covers))).ShouldBeEmpty();
    }
}
