using System.Collections.Concurrent;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>Makes watches that are open say nothing any more, as a proxy does that holds a connection open and has lost the other one.</summary>
internal sealed class SwallowedWatches
{
    private readonly ConcurrentDictionary<SwallowableStream, string> _open = new();

    /// <summary>The body of a watch, from now on one that can be swallowed.</summary>
    public Stream Follow(string resource, Stream body)
    {
        var stream = new SwallowableStream(body, gone => _open.TryRemove(gone, out _));
        _open[stream] = resource;
        return stream;
    }

    /// <summary>Swallows what the watches of a resource say that are open now; those opened later are let be.</summary>
    /// <returns>How many there were.</returns>
    public int Swallow(string resource)
    {
        var streams = _open.Where(one => one.Value == resource).Select(one => one.Key).ToList();
        streams.ForEach(stream => stream.IsSwallowed = true);
        return streams.Count;
    }
}
