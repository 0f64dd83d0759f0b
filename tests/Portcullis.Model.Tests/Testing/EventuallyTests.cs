using Portcullis.Testing;

namespace Portcullis.Model.Tests.Testing;

public sealed class EventuallyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Condition_is_asked_until_it_holds()
    {
        var asked = 0;

        await Eventually.TrueAsync(() => ++asked == 3, cancellationToken: Token);

        asked.ShouldBe(3);
    }

    [Fact]
    public async Task Condition_that_never_holds_fails_with_its_text()
    {
        var impossible = false;

        var failure = await Should.ThrowAsync<TimeoutException>(() => Eventually.TrueAsync(() => impossible, TimeSpan.Zero, Token));

        failure.Message.ShouldContain("() => impossible");
    }

    [Fact]
    public async Task Assertion_is_tried_until_it_passes()
    {
        var tried = 0;

        await Eventually.PassesAsync(() => ++tried == 3 ? Task.CompletedTask : throw new InvalidOperationException("not yet"), cancellationToken: Token);

        tried.ShouldBe(3);
    }

    [Fact]
    public async Task Assertion_that_never_passes_fails_with_its_last_failure()
    {
        var failure = await Should.ThrowAsync<TimeoutException>(
            () => Eventually.PassesAsync(() => throw new InvalidOperationException("still red"), TimeSpan.Zero, Token));

        failure.Message.ShouldContain("still red");
        failure.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task Cancelled_wait_ends()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Eventually.TrueAsync(() => false, cancellationToken: cancelled.Token));
    }
}
