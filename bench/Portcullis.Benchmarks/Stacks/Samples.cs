namespace Portcullis.Benchmarks.Stacks;

/// <summary>Measured times in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];

    public async Task MeasureAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        _milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Measure(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        _milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>All of them together.</summary>
    public double Total => _milliseconds.Sum();

    /// <summary>The middle one: what a noisy machine disturbs least.</summary>
    public double Median() => Quantile(0.5);

    /// <summary>The one that this share of the others does not exceed.</summary>
    public double Quantile(double share)
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted[(int)(sorted.Count * share)];
    }
}
