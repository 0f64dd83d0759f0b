using System.Runtime.CompilerServices;

namespace Portcullis.Testing;

/// <summary>Waits, in real time and with a deadline, for something that happens on its own.</summary>
public static class Eventually
{
    /// <summary>How long a wait lasts unless the test says otherwise: 30 s, for slow machines. A wait that succeeds is over at once.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="deadline">How long at most; <see cref="DefaultDeadline"/> when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="expression">The condition's source text, which the compiler fills in.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task TrueAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        TrueAsync(() => Task.FromResult(condition()), deadline, cancellationToken, expression);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="deadline">How long at most; <see cref="DefaultDeadline"/> when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="expression">The condition's source text, which the compiler fills in.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var limit = deadline ?? DefaultDeadline;
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (TimeProvider.System.GetElapsedTime(start) >= limit)
            {
                throw new TimeoutException($"not true within {limit}: {expression}");
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until an assertion passes; the last failure is the inner exception when it never does.</summary>
    /// <param name="assertion">Throws while it does not hold yet.</param>
    /// <param name="deadline">How long at most; <see cref="DefaultDeadline"/> when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The assertion did not pass in time.</exception>
    public static async Task PassesAsync(Func<Task> assertion, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        Exception? last = null;
        try
        {
            await TrueAsync(Attempt, deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}: {last?.Message}", last);
        }

        async Task<bool> Attempt()
        {
            try
            {
                await assertion().ConfigureAwait(false);
                return true;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                last = failure;
                return false;
            }
        }
    }
}
