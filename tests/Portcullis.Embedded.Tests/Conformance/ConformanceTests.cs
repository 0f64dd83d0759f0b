using Portcullis.Embedded.Tests.Conformance.Comparing;
using Portcullis.Embedded.Tests.Conformance.Recorded;
using Portcullis.Embedded.Tests.Conformance.Running;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>The embedded server answers as real ones did when they were recorded, but for what is on the list.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<string> Releases => [.. Recording.Releases];

    public static MatrixTheoryData<string, string> Scenarios => new(Recording.Releases, Conformance.Scenarios.All.Select(s => s.Name));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Answers_agree_with_the_recording(string release, string scenario) =>
        string.Join('\n', run.Wrong(release, scenario)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_accepted_difference_still_occurs(string release)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary(release));
        var found = run.Found(release).ToList();
        var listed = release == Recording.Releases[0] ? AcceptedDifferences.Followed : AcceptedDifferences.Older;
        string.Join('\n', listed.Where(a => !found.Any(a.Covers))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void Recordings_hold_no_scenario_that_is_gone(string release) =>
        Recording.Of(release).Scenarios.Keys.Except(Conformance.Scenarios.All.Select(s => s.Name)).ShouldBeEmpty();
}
