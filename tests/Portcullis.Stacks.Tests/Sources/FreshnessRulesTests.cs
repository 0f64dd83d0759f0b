using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Sources;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Sources;

public sealed class FreshnessRulesTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(150);

    [Fact]
    public void Sources_that_were_heard_of_lately_are_fresh_as_of_the_oldest()
    {
        var freshness = Judge(Source("nodes", 10), Source("services", 149));

        freshness.Gaps.ShouldBeEmpty();
        freshness.AsOf.ShouldBe(Worlds.Start - TimeSpan.FromSeconds(149));
        freshness.Sources.Select(source => source.HeardAt).ShouldBe([Worlds.Start - TimeSpan.FromSeconds(10), Worlds.Start - TimeSpan.FromSeconds(149)]);
    }

    [Fact]
    public void Silence_for_longer_than_the_maximum_is_a_gap() =>
        Judge(Source("nodes", 10), Source("network policies", 151)).Gaps
            .ShouldBe(["network policies were last heard of at 2025-12-31T23:57:29Z, which is longer ago than STACK_ISOLATION_MAX_AGE (2m30s)"]);

    [Fact]
    public void Silence_is_told_from_a_gap_that_is_being_closed()
    {
        Judge(Source("nodes", 151)).IsSilent.ShouldBeTrue();
        Judge(Source("nodes", 151) with { IsVerified = false }).IsSilent.ShouldBeTrue();
        Judge(Source("nodes", 1) with { IsVerified = false }).IsSilent.ShouldBeFalse();
        Judge(Source("nodes", 1)).IsSilent.ShouldBeFalse();
    }

    [Fact]
    public void Broken_connection_is_a_gap_at_once() =>
        Judge(Source("services", 0) with { IsVerified = false }).Gaps
            .ShouldBe(["services were last heard of at 2026-01-01T00:00:00Z: the connection to the API server broke since, and they were not read anew yet"]);

    [Fact]
    public void What_was_read_anew_counts_once_it_is_judged()
    {
        Judge(Source("pods of stacks", 0) with { Breaks = 2, Judged = 1 }).Gaps.ShouldBe(["pods of stacks were read anew, and are not judged yet"]);
        Judge(Source("pods of stacks", 0) with { Breaks = 2, Judged = 2 }).Gaps.ShouldBeEmpty();
        Judge(Source("pods of stacks", 0) with { Breaks = 2 }).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Absence_holds_for_as_long_as_everything_else_is_heard_of()
    {
        var absent = Source("service ranges", 5000) with { IsAbsent = true };

        var fresh = Judge(Source("nodes", 20), absent);
        fresh.Gaps.ShouldBeEmpty();
        fresh.AsOf.ShouldBe(Worlds.Start - TimeSpan.FromSeconds(20));
        fresh.Sources[1].Age.ShouldBe(TimeSpan.FromSeconds(20));
        Judge(Source("nodes", 200), absent).Gaps.ShouldHaveSingleItem().ShouldStartWith("nodes were");
        Judge(Source("nodes", 20), absent with { IsVerified = false }).Gaps.ShouldHaveSingleItem().ShouldStartWith("service ranges were");
    }

    [Fact]
    public void Nothing_read_yet_is_as_of_no_time() => Judge().AsOf.ShouldBeNull();

    [Fact]
    public void Stale_report_proves_nothing_and_takes_no_witness_back()
    {
        IsolationStatement[] statements =
        [
            IsolationStatement.Of("S1", "one", []),
            IsolationStatement.Of("S2", "two", [IsolationWitness.Of("a way through")]),
            IsolationStatement.Of("S3", "three", [], ["a range"]),
            IsolationStatement.Of("S5", "five", []) with { IsAdvisory = true },
        ];

        var stale = StaleStatements.Of(statements, Judge(Source("nodes", 151)));

        stale.Select(statement => statement.Verdict).ShouldBe([IsolationVerdict.Incomplete, IsolationVerdict.Open, IsolationVerdict.Incomplete, IsolationVerdict.Incomplete]);
        stale[0].Missing.ShouldHaveSingleItem().ShouldStartWith("nodes were last heard of");
        stale[2].Missing.Count.ShouldBe(2);
        StaleStatements.Of(statements, Judge(Source("nodes", 1))).ShouldBeSameAs(statements);
    }

    private static Stacks.Sources.Freshness Judge(params IReadOnlyList<SourceState> sources) => FreshnessRules.Judge(sources, MaxAge, Worlds.Start);

    private static SourceState Source(string name, double age) => new() { Name = name, Age = TimeSpan.FromSeconds(age), IsVerified = true };
}
