using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Portcullis.Stacks.Reading;

/// <summary>Gives one instance for equal texts, for as long as it is small. Thread-safe.</summary>
internal sealed class TextPool
{
    // Past this many texts it starts anew: those that are the same everywhere are back at once.
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _count;

    [return: NotNullIfNotNull(nameof(text))]
    public string? Share(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (_texts.TryGetValue(text, out var shared))
        {
            return shared;
        }

        if (Interlocked.Increment(ref _count) > Most)
        {
            _texts.Clear();
            Interlocked.Exchange(ref _count, 0);
        }

        return _texts.GetOrAdd(text, text);
    }
}
