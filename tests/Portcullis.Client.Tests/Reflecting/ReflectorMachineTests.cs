using System.Collections.Immutable;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Client.Watching;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing.Time;
using Input = Portcullis.Client.Reflecting.ReflectorInput<Portcullis.Model.Wire.Core.Pod>;
using State = Portcullis.Client.Reflecting.ReflectorState<Portcullis.Model.Wire.Core.Pod>;

namespace Portcullis.Client.Tests.Reflecting;

/// <summary>The machine as a table: state, what happened, next state.</summary>
public sealed class ReflectorMachineTests
{
    private static readonly Pod Some = new() { Metadata = new() { Name = "a", Namespace = "ns", ResourceVersion = "7" } };

    [Theory]
    [InlineData("empty", "passing", "empty", "backoff", null)]
    [InlineData("empty", "expired", "empty", "backoff", null)]
    [InlineData("empty", "absent", "empty", "backoff", null)]
    [InlineData("empty", "unusable", "empty", "backoff", null)]
    [InlineData("empty", "throttled", "empty", "00:00:09", null)]
    [InlineData("whole", "passing", "whole", "backoff", null)]
    [InlineData("paging", "passing", "empty", "backoff", null)]
    [InlineData("paging", "throttled", "paging", "00:00:09", null)]
    [InlineData("paging", "expired", "whole", null, null)]
    [InlineData("paging", "absent", "empty", "backoff", null)]
    [InlineData("paging", "unusable", "empty", "backoff", null)]
    [InlineData("listed", "passing", "empty", "backoff", "Broken")]
    [InlineData("listed", "throttled", "empty", "00:00:09", "Broken")]
    [InlineData("listed", "expired", "empty", "backoff", "Expired")]
    [InlineData("listed", "absent", "empty", "backoff", "Broken")]
    [InlineData("listed", "unusable", "empty", "backoff", "Broken")]
    [InlineData("listed", "opened", "watching 5", null, null)]
    [InlineData("listed", "opened too late", "empty", null, "Broken")]
    [InlineData("watching", "passing", "empty", "backoff", "Broken")]
    [InlineData("watching", "throttled", "empty", "00:00:09", "Broken")]
    [InlineData("watching", "expired", "empty", "backoff", "Expired")]
    [InlineData("watching", "absent", "empty", "backoff", "Broken")]
    [InlineData("watching", "unusable", "empty", "backoff", "Broken")]
    [InlineData("watching", "silent", "empty", "after silence", "Silent")]
    [InlineData("watching", "quiet", "empty", null, "Quiet")]
    [InlineData("watching", "closed", "listed 5", null, null)]
    [InlineData("watching", "closed early", "empty", "backoff", "EndedEarly")]
    [InlineData("watching", "error event 410", "empty", "backoff", "Expired")]
    [InlineData("watching", "error event 500", "empty", "backoff", "Broken")]
    [InlineData("watching", "bookmark of before", "empty", null, "Behind")]
    [InlineData("watching", "event of before", "empty", null, "Behind")]
    public void Step_leads_where_the_table_says(string from, string happened, string to, string? pause, string? relist)
    {
        var step = ReflectorMachine.Step(StateOf(from), InputOf(happened), absentMeansEmpty: false);

        NameOf(step.Next).ShouldBe(to);
        PauseOf(step.Pause).ShouldBe(pause);
        step.Relist?.ToString().ShouldBe(relist);
        step.Effect.ShouldBeNull();
    }

    [Fact]
    public void Bookmark_of_the_version_that_was_seen_is_in_order() =>
        NameOf(ReflectorMachine.Step(StateOf("watching"), new Input.EventRead(new WatchEvent<Pod>.Bookmark("5")), false).Next).ShouldBe("watching 5");

    [Fact]
    public void Versions_that_are_no_numbers_are_never_behind() =>
        NameOf(ReflectorMachine.Step(new State.Watching("b/2"), new Input.EventRead(new WatchEvent<Pod>.Bookmark("a/1")), false).Next).ShouldBe("watching a/1");

    [Fact]
    public void Event_moves_the_version_and_changes_the_store()
    {
        var step = ReflectorMachine.Step(StateOf("watching"), new Input.EventRead(new WatchEvent<Pod>.Modified(Some)), false);

        NameOf(step.Next).ShouldBe("watching 7");
        step.Effect.ShouldBeOfType<StoreEffect<Pod>.Apply>().Object.ShouldBeSameAs(Some);
    }

    [Fact]
    public void Bookmark_moves_the_version_alone()
    {
        var step = ReflectorMachine.Step(StateOf("watching"), new Input.EventRead(new WatchEvent<Pod>.Bookmark("60")), false);

        NameOf(step.Next).ShouldBe("watching 60");
        step.Effect.ShouldBe(new StoreEffect<Pod>.Advance("60"));
    }

    [Fact]
    public void Last_page_hands_over_all_pages_at_its_version()
    {
        var step = ReflectorMachine.Step(StateOf("paging"), new Input.PageRead(new() { Metadata = new() { ResourceVersion = "5" }, Items = [Some] }), false);

        NameOf(step.Next).ShouldBe("listed 5");
        var replace = step.Effect.ShouldBeOfType<StoreEffect<Pod>.Replace>();
        replace.ResourceVersion.ShouldBe("5");
        replace.Pages.Sum(page => page.Count).ShouldBe(2);
    }

    [Fact]
    public void Middle_page_touches_no_store()
    {
        var step = ReflectorMachine.Step(StateOf("paging"), new Input.PageRead(new() { Metadata = new() { ResourceVersion = "5", Continue = "t2" }, Items = [Some] }), false);

        step.Next.ShouldBeOfType<State.Paging>().Continue.ShouldBe("t2");
        step.Effect.ShouldBeNull();
    }

    [Fact]
    public void List_without_a_version_is_of_no_use()
    {
        var step = ReflectorMachine.Step(StateOf("empty"), new Input.PageRead(new()), false);

        NameOf(step.Next).ShouldBe("empty");
        PauseOf(step.Pause).ShouldBe("backoff");
        step.Effect.ShouldBeNull();
    }

    [Fact]
    public void Absent_resource_empties_the_store_where_told()
    {
        var step = ReflectorMachine.Step(StateOf("empty"), InputOf("absent"), absentMeansEmpty: true);

        step.Effect.ShouldBeOfType<StoreEffect<Pod>.Replace>().Pages.ShouldBeEmpty();
        step.Pause.ShouldBeOfType<ReflectorPause.Absent>();
    }

    [Theory]
    [InlineData("empty", "opened")]
    [InlineData("empty", "closed")]
    [InlineData("paging", "opened")]
    [InlineData("listed", "closed")]
    [InlineData("watching", "opened")]
    public void Step_that_cannot_be_is_refused(string from, string happened) =>
        Should.Throw<InvalidOperationException>(() => ReflectorMachine.Step(StateOf(from), InputOf(happened), false));

    [Theory]
    [InlineData(410, "Expired", null, "Expired")]
    [InlineData(500, "Expired", null, "Expired")]
    [InlineData(504, "Timeout", null, "Passing")]
    [InlineData(504, "Timeout", "ResourceVersionTooLarge", "Unusable")]
    [InlineData(401, "Unauthorized", null, "Passing")]
    [InlineData(403, "Forbidden", null, "Passing")]
    [InlineData(429, "TooManyRequests", null, "Passing")]
    [InlineData(404, "NotFound", null, "Absent")]
    [InlineData(400, "BadRequest", null, "Unusable")]
    public void Answer_is_classified(int code, string reason, string? cause, string kind)
    {
        var status = new Status { Code = code, Reason = reason, Details = cause is null ? null : new() { Causes = [new() { Reason = cause }] } };

        ReflectorFailure.Of(status).Kind.ToString().ShouldBe(kind);
        ReflectorFailure.Of(new KubernetesApiException("GET /x", code, status, null)).Kind.ToString().ShouldBe(kind);
    }

    [Fact]
    public void Backoff_grows_to_its_limit_and_starts_over_only_after_a_quiet_period()
    {
        var time = new ManualTimeProvider();
        var backoff = new ReflectorBackoff(time, () => 1);

        Enumerable.Range(0, 9).Select(_ => backoff.Next().TotalSeconds).ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5, 5], 0.0001);
        time.Advance(TimeSpan.FromSeconds(119));
        backoff.Next().ShouldBe(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(121));
        backoff.Next().ShouldBe(TimeSpan.FromSeconds(0.2));
    }

    private static State StateOf(string name) => name switch
    {
        "empty" => new State.Empty(false),
        "whole" => new State.Empty(true),
        "paging" => new State.Paging("t", ImmutableList.Create<IReadOnlyList<Pod>>([Some])),
        "listed" => new State.Listed("5"),
        _ => new State.Watching("5"),
    };

    private static Input InputOf(string name) => name switch
    {
        "opened" => new Input.WatchOpened(TooLate: false),
        "opened too late" => new Input.WatchOpened(TooLate: true),
        "closed" => new Input.WatchEnded(IsDue: true),
        "closed early" => new Input.WatchEnded(IsDue: false),
        "quiet" => new Input.Quiet(),
        "bookmark of before" => new Input.EventRead(new WatchEvent<Pod>.Bookmark("4")),
        "event of before" => new Input.EventRead(new WatchEvent<Pod>.Modified(Some with { Metadata = Some.Metadata with { ResourceVersion = "4" } })),
        "throttled" => new Input.Failed(new(ReflectorFailureKind.Passing, TimeSpan.FromSeconds(9))),
        "error event 410" => new Input.EventRead(new WatchEvent<Pod>.Failed(new() { Code = 410 })),
        "error event 500" => new Input.EventRead(new WatchEvent<Pod>.Failed(new() { Code = 500 })),
        _ => new Input.Failed(new(Enum.Parse<ReflectorFailureKind>(name, ignoreCase: true))),
    };

    private static string NameOf(State state) => state switch
    {
        State.Empty { WholeList: true } => "whole",
        State.Empty => "empty",
        State.Paging => "paging",
        State.Listed listed => $"listed {listed.ResourceVersion}",
        State.Watching watching => $"watching {watching.ResourceVersion}",
        _ => "?",
    };

    private static string? PauseOf(ReflectorPause? pause) => pause switch
    {
        null => null,
        ReflectorPause.Backoff => "backoff",
        ReflectorPause.AtLeast asked => asked.Delay.ToString(),
        ReflectorPause.AfterSilence => "after silence",
        _ => "longest",
    };
}
