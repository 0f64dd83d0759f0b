using Portcullis.Embedded.Simulation;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class DueQueueTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Keys_come_in_the_order_they_are_due()
    {
        var queue = new DueQueue<string>();
        queue.Set("b", Start.AddSeconds(2));
        queue.Set("a", Start.AddSeconds(1));

        queue.Next.ShouldBe(Start.AddSeconds(1));
        Take(queue, 1).ShouldBe(["a"]);
        Take(queue, 2).ShouldBe(["b"]);
        queue.Next.ShouldBeNull();
    }

    [Fact]
    public void Later_setting_supersedes_the_earlier_one()
    {
        var queue = new DueQueue<string>();
        queue.Set("a", Start.AddSeconds(1));
        queue.Set("a", Start.AddSeconds(3));
        queue.Set("b", Start.AddSeconds(2));
        queue.Set("b", null);

        Take(queue, 2).ShouldBeEmpty();
        Take(queue, 3).ShouldBe(["a"]);
    }

    private static List<string> Take(DueQueue<string> queue, int seconds)
    {
        List<string> taken = [];
        while (queue.TryTake(Start.AddSeconds(seconds), out var key))
        {
            taken.Add(key);
        }

        return taken;
    }
}
