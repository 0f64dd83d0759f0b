using System.Diagnostics;

namespace Portcullis.Embedded.Tests.Support;

/// <summary>Waits for what controllers bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks again until the answer is as it should be.</summary>
    public static async Task<Answer> Is(Func<Task<Answer>> ask, Func<Answer, bool> right)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (right(answer))
            {
                return answer;
            }

            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Deadline, answer.Text);
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
