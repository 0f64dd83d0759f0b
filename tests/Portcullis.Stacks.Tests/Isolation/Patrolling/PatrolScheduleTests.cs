using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

public sealed class PatrolScheduleTests
{
    [Theory]
    [InlineData(10, null, false, null, 2)]
    [InlineData(10, 100, false, null, 700)]
    [InlineData(10, 100, true, null, 160)]
    [InlineData(10, 100, false, 300, 305)]
    [InlineData(10, 100, false, 101, 160)]
    [InlineData(10, 100, false, 699, 700)]
    [InlineData(0.5, 100, true, null, 130)]
    [InlineData(0.5, 100, false, 110, 130)]
    public void Node_is_patrolled_when_its_time_has_come_or_something_changed(double intervalMinutes, int? last, bool isUrgent, int? change, int next) =>
        new PatrolSchedule(TimeSpan.FromMinutes(intervalMinutes)).Next(Seconds(last), isUrgent, Seconds(change)).ShouldBe(TimeSpan.FromSeconds(next));

    [Fact]
    public void What_was_felt_outlives_two_patrols_that_fail() => new PatrolSchedule(TimeSpan.FromMinutes(10)).GoodFor.ShouldBe(TimeSpan.FromMinutes(31));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
}
