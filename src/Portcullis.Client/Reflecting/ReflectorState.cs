using System.Collections.Immutable;
using Portcullis.Client.Watching;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Reflecting;

/// <summary>Where a reflector stands. Closed: the cases are the nested types.</summary>
internal abstract record ReflectorState<T>
    where T : KubernetesObject
{
    private ReflectorState()
    {
    }

    /// <summary>Nothing is known; a list comes next.</summary>
    /// <param name="WholeList">Ask for everything in one page, because paging took longer than tokens live.</param>
    public sealed record Empty(bool WholeList) : ReflectorState<T>;

    /// <summary>In the middle of a list. The store is not touched before its end.</summary>
    /// <param name="Continue">The token of the next page.</param>
    /// <param name="Pages">The pages so far.</param>
    public sealed record Paging(string Continue, ImmutableList<IReadOnlyList<T>> Pages) : ReflectorState<T>;

    /// <summary>Everything up to a version is known; a watch from there comes next.</summary>
    /// <param name="ResourceVersion">The version.</param>
    public sealed record Listed(string ResourceVersion) : ReflectorState<T>;

    /// <summary>A watch is open.</summary>
    /// <param name="ResourceVersion">Of the last event or bookmark: where to resume.</param>
    public sealed record Watching(string ResourceVersion) : ReflectorState<T>;
}

/// <summary>What came of a reflector's last action. Closed.</summary>
internal abstract record ReflectorInput<T>
    where T : KubernetesObject
{
    private ReflectorInput()
    {
    }

    /// <summary>A page of the list arrived.</summary>
    public sealed record PageRead(KubernetesList<T> Page) : ReflectorInput<T>;

    /// <summary>The server accepted the watch.</summary>
    /// <param name="TooLate">So long after the last one ended that another server may answer now.</param>
    public sealed record WatchOpened(bool TooLate) : ReflectorInput<T>;

    /// <summary>An event arrived.</summary>
    public sealed record EventRead(WatchEvent<T> Event) : ReflectorInput<T>;

    /// <summary>The server closed the watch in an orderly way.</summary>
    /// <param name="IsDue">It ended when it was asked to, and not because the server, or something on the way, stopped.</param>
    public sealed record WatchEnded(bool IsDue) : ReflectorInput<T>;

    /// <summary>The watch has been quiet for as long as is good on a server that does not say that nothing happens.</summary>
    public sealed record Quiet : ReflectorInput<T>;

    /// <summary>The last action failed.</summary>
    public sealed record Failed(ReflectorFailure Failure) : ReflectorInput<T>;
}

/// <summary>What a step does to the store. Closed.</summary>
internal abstract record StoreEffect<T>
    where T : KubernetesObject
{
    private StoreEffect()
    {
    }

    public sealed record Replace(IReadOnlyList<IReadOnlyList<T>> Pages, string ResourceVersion) : StoreEffect<T>;

    public sealed record Apply(T Object) : StoreEffect<T>;

    public sealed record Delete(T Last) : StoreEffect<T>;

    public sealed record Advance(string ResourceVersion) : StoreEffect<T>;
}

/// <summary>How long to pause before the next action. Closed.</summary>
internal abstract record ReflectorPause
{
    private ReflectorPause()
    {
    }

    /// <summary>As the backoff says.</summary>
    public sealed record Backoff : ReflectorPause;

    /// <summary>As the server says, or the backoff if that is longer.</summary>
    public sealed record AtLeast(TimeSpan Delay) : ReflectorPause;

    /// <summary>A moment in which whoever looks can see that there was silence.</summary>
    public sealed record AfterSilence : ReflectorPause;

    /// <summary>As long as absent resources are left alone.</summary>
    public sealed record Absent : ReflectorPause;
}

/// <summary>What one step leads to.</summary>
/// <param name="Next">The new state.</param>
/// <param name="Effect">What to do to the store; null for nothing.</param>
/// <param name="Pause">How long to wait first; null for not at all.</param>
/// <param name="Relist">Why what is known is not gone on from; null where it is.</param>
internal sealed record ReflectorStep<T>(ReflectorState<T> Next, StoreEffect<T>? Effect = null, ReflectorPause? Pause = null, RelistReason? Relist = null)
    where T : KubernetesObject;
