namespace Portcullis.Client.Reflecting;

/// <summary>A <see cref="Reflector{T}"/> of any resource, as far as it is about how current its store is.</summary>
public interface IReflector
{
    /// <summary>Raised when the store could not be gone on from, and when it is whole again. On any thread, outside any lock.</summary>
    event Action? ContinuityChanged;

    /// <summary>The resource, with its group.</summary>
    string Resource { get; }

    /// <summary>Whether the store was filled once.</summary>
    bool HasSynced { get; }

    /// <summary>How it is going, as of now.</summary>
    ReflectorHealth Health { get; }
}
