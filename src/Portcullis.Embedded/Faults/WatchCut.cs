namespace Portcullis.Embedded.Faults;

/// <summary>Breaks one open watch.</summary>
internal sealed class WatchCut(string resource, Action<WatchCut> forget) : IDisposable
{
    private readonly CancellationTokenSource _cut = new();

    public string Resource { get; } = resource;

    public CancellationToken Token => _cut.Token;

    public void Cut() => _cut.Cancel();

    /// <summary>The watch has ended. The source is left to the collector: a cut may be under way on another thread.</summary>
    public void Dispose() => forget(this);
}
