using Portcullis.Client.Retrying;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Retrying;

public sealed class BackoffTests
{
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(1, 250)]
    [InlineData(2, 500)]
    [InlineData(3, 1000)]
    [InlineData(5, 4000)]
    [InlineData(6, 5000)]
    [InlineData(int.MaxValue, 5000)]
    [InlineData(0, 250)]
    [InlineData(int.MinValue + 1, 250)]
    public void Pause_doubles_with_each_failure_up_to_a_limit(int failures, int milliseconds) =>
        Pauses.After(failures).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Steady_pause_stays() => Enumerable.Range(1, 40).Select(failures => Backoff.Steady(TimeSpan.FromSeconds(1)).After(failures)).Distinct().ShouldBe([TimeSpan.FromSeconds(1)]);

    [Fact]
    public void Longest_limit_does_not_overflow() => new Backoff(TimeSpan.FromDays(1), TimeSpan.MaxValue).After(int.MaxValue).ShouldBeGreaterThan(TimeSpan.FromDays(365));

    [Theory]
    [InlineData(0, 500)]
    [InlineData(0.5, 750)]
    [InlineData(1, 1000)]
    public void Spread_keeps_at_least_half(double random, int milliseconds)
    {
        Pauses.After(3, random).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        Backoff.Spread(TimeSpan.FromSeconds(1), random).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Ranges_are_held()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Backoff(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Pausing_goes_by_the_clock_that_is_given()
    {
        var time = new ManualTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pausing = Pauses.PauseAsync(2, time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMilliseconds(499));
        pausing.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));

        await pausing;
    }

    // Requests and reflectors pause as a backoff tells them; the bucket paces requests, and a patrol sleeps until it is due.
    [Fact]
    public void Nobody_else_in_client_and_stacks_has_pauses_of_its_own()
    {
        var src = Path.Combine(Checkout.Root, "src");
        var pausing = ((string[])["Portcullis.Client", "Portcullis.Stacks"])
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(src, project), "*.cs", SearchOption.AllDirectories))
            .Where(path => File.ReadAllText(path) is var text && (text.Contains("Task.Delay(", StringComparison.Ordinal) || text.Contains("Math.Pow(", StringComparison.Ordinal)))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

        pausing.ShouldBe(["Backoff.cs", "Patrol.cs", "Reflector.cs", "RequestSender.cs", "TokenBucket.cs"]);
    }
}
