using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockOutcomeTests
{
    [Fact]
    public void Pass_says_how_long_it_took() =>
        AirlockOutcome.Of(0, "passed attempts=12 seconds=4\n").ShouldBe(new(AirlockResult.Passed, 12, 4));

    [Theory]
    [InlineData("10.43.0.1:443")]
    [InlineData("[fd00::1]:6443")]
    public void Failure_says_who_answered(string who) =>
        AirlockOutcome.Of(1, $"open attempts=100 seconds=30 answered={who}").ShouldBe(new(AirlockResult.NotEnforced, 100, 30, who));

    [Fact]
    public void Self_test_that_fails_is_told_apart() =>
        AirlockOutcome.Of(3, "broken attempts=0 seconds=1\n").ShouldBe(new(AirlockResult.Broken, 0, 1));

    // Only both together are evidence: the code alone could come from any other program of that image.
    [Theory]
    [InlineData(0, null)]
    [InlineData(0, "")]
    [InlineData(0, "open attempts=3 seconds=1")]
    [InlineData(1, "passed attempts=3 seconds=1")]
    [InlineData(0, "passed attempts=3 seconds=1 or so")]
    [InlineData(0, " passed attempts=3 seconds=1")]
    [InlineData(0, "passed attempts=-3 seconds=1")]
    [InlineData(0, "passed attempts=3\nseconds=1")]
    [InlineData(1, null)]
    [InlineData(127, null)]
    [InlineData(137, "passed attempts=3 seconds=1")]
    [InlineData(null, "passed attempts=3 seconds=1")]
    public void Anything_else_is_broken_and_never_a_pass(int? code, string? message) =>
        AirlockOutcome.Of(code, message).Result.ShouldBe(AirlockResult.Broken);
}
