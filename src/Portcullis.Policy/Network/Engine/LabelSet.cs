using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Labels in one array: for the handful that objects have, scanning it beats hashing the key. Immutable.</summary>
internal sealed class LabelSet : IReadOnlyDictionary<string, string>
{
    private readonly KeyValuePair<string, string>[] _labels;

    private LabelSet(KeyValuePair<string, string>[] labels) => _labels = labels;

    public static LabelSet Empty { get; } = new([]);

    public int Count => _labels.Length;

    public IEnumerable<string> Keys => _labels.Select(label => label.Key);

    public IEnumerable<string> Values => _labels.Select(label => label.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public static LabelSet Of(IReadOnlyDictionary<string, string>? labels) => labels switch
    {
        null or { Count: 0 } => Empty,
        LabelSet set => set,
        _ => new LabelSet([.. labels]),
    };

    public ReadOnlySpan<KeyValuePair<string, string>> AsSpan() => _labels;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var label in _labels)
        {
            if (label.Key == key)
            {
                value = label.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _labels.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
