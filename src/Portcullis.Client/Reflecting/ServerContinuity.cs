namespace Portcullis.Client.Reflecting;

/// <summary>What the reflectors of one client tell each other about the server behind it. Thread-safe.</summary>
internal sealed class ServerContinuity
{
    /// <summary>Somebody's connection broke: what a server does not know at all it may know when it is back.</summary>
    public event Action<object>? Broke;

    /// <summary>Somebody found the server behind what was seen of it: so are everybody's copies, also where no connection broke.</summary>
    public event Action<object>? WentBack;

    /// <param name="who">The one who tells; is not told.</param>
    public void TellBroke(object who) => Broke?.Invoke(who);

    /// <param name="who">The one who tells; is not told.</param>
    public void TellWentBack(object who) => WentBack?.Invoke(who);
}
