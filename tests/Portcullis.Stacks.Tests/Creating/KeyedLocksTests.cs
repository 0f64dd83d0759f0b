using Portcullis.Stacks.Creating;

namespace Portcullis.Stacks.Tests.Creating;

public sealed class KeyedLocksTests
{
    [Fact]
    public async Task One_key_is_held_by_one_at_a_time_and_keys_do_not_wait_for_each_other()
    {
        var locks = new KeyedLocks<string>();
        var first = await locks.AcquireAsync("a", TestContext.Current.CancellationToken);
        using var other = await locks.AcquireAsync("b", TestContext.Current.CancellationToken);
        var second = locks.AcquireAsync("a", TestContext.Current.CancellationToken);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        (await locks.AcquireAsync("a", TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task Caller_who_gives_up_leaves_the_lock_to_others()
    {
        var locks = new KeyedLocks<string>();
        var held = await locks.AcquireAsync("a", TestContext.Current.CancellationToken);
        using var giveUp = new CancellationTokenSource();
        var waiting = locks.AcquireAsync("a", giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        held.Dispose();
        (await locks.AcquireAsync("a", TestContext.Current.CancellationToken)).Dispose();
    }
}
