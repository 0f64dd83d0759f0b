using System.Diagnostics.CodeAnalysis;

namespace Portcullis.Policy.Network.Engine;

/// <summary>
/// An immutable hash map in which a change copies little: a root of fixed width, small tables below it, and one bucket.
/// </summary>
/// <remarks>
/// At 100,000 entries a change copies about 3 KiB and a look-up takes three steps; the tree of
/// <see cref="System.Collections.Immutable.ImmutableDictionary{TKey, TValue}"/> takes seventeen.
/// </remarks>
internal sealed class PersistentMap<TKey, TValue>
    where TKey : notnull
{
    private const int RootBits = 8;
    private const int EntriesPerBucket = 2;

    private readonly Table?[] _root;

    private PersistentMap(Table?[] root, int count)
    {
        _root = root;
        Count = count;
    }

    public static PersistentMap<TKey, TValue> Empty { get; } = new(new Table?[1 << RootBits], 0);

    public int Count { get; }

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries
    {
        get
        {
            foreach (var table in _root)
            {
                foreach (var bucket in table?.Buckets ?? [])
                {
                    foreach (var entry in bucket ?? [])
                    {
                        yield return new(entry.Key, entry.Value);
                    }
                }
            }
        }
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var hash = Hash(key);
        if (_root[hash & ((1 << RootBits) - 1)] is { } table && table.Buckets[(hash >> RootBits) & (table.Buckets.Length - 1)] is { } bucket)
        {
            foreach (ref readonly var entry in bucket.AsSpan())
            {
                if (entry.Hash == hash && EqualityComparer<TKey>.Default.Equals(entry.Key, key))
                {
                    value = entry.Value;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    public TValue? Find(TKey key) => TryGetValue(key, out var value) ? value : default;

    public PersistentMap<TKey, TValue> Set(TKey key, TValue value)
    {
        var hash = Hash(key);
        var slot = hash & ((1 << RootBits) - 1);
        var table = _root[slot] ?? Table.Empty;
        var (changed, added) = table.Set(new Entry(hash, key, value));
        return With(slot, changed, Count + (added ? 1 : 0));
    }

    public PersistentMap<TKey, TValue> Remove(TKey key)
    {
        var hash = Hash(key);
        var slot = hash & ((1 << RootBits) - 1);
        return _root[slot]?.Remove(hash, key) is { } changed ? With(slot, changed, Count - 1) : this;
    }

    private PersistentMap<TKey, TValue> With(int slot, Table table, int count)
    {
        var root = (Table?[])_root.Clone();
        root[slot] = table.Count == 0 ? null : table;
        return new PersistentMap<TKey, TValue>(root, count);
    }

    // Mixed, for the low bits choose the table: hash codes of integers are the integers.
    private static int Hash(TKey key)
    {
        var hash = (uint)key.GetHashCode() * 0x9E3779B1u;
        return (int)(hash ^ (hash >> 15));
    }

    private readonly record struct Entry(int Hash, TKey Key, TValue Value);

    private sealed class Table(Entry[]?[] buckets, int count)
    {
        public static Table Empty { get; } = new(new Entry[]?[1], 0);

        public Entry[]?[] Buckets => buckets;

        public int Count => count;

        public (Table Table, bool Added) Set(Entry entry)
        {
            var at = (entry.Hash >> RootBits) & (buckets.Length - 1);
            var bucket = buckets[at] ?? [];
            var index = IndexOf(bucket, entry.Hash, entry.Key);
            Entry[] changed = index < 0 ? [.. bucket, entry] : [.. bucket];
            if (index >= 0)
            {
                changed[index] = entry;
            }

            var copy = (Entry[]?[])buckets.Clone();
            copy[at] = changed;
            var total = count + (index < 0 ? 1 : 0);
            return (total > copy.Length * EntriesPerBucket ? Grown(copy, total) : new Table(copy, total), index < 0);
        }

        public Table? Remove(int hash, TKey key)
        {
            var at = (hash >> RootBits) & (buckets.Length - 1);
            var bucket = buckets[at] ?? [];
            var index = IndexOf(bucket, hash, key);
            if (index < 0)
            {
                return null;
            }

            var copy = (Entry[]?[])buckets.Clone();
            copy[at] = bucket.Length == 1 ? null : [.. bucket[..index], .. bucket[(index + 1)..]];
            return new Table(copy, count - 1);
        }

        private static Table Grown(Entry[]?[] old, int count)
        {
            var grown = new Entry[]?[old.Length * 2];
            foreach (var group in old.SelectMany(bucket => bucket ?? []).GroupBy(entry => (entry.Hash >> RootBits) & (grown.Length - 1)))
            {
                grown[group.Key] = [.. group];
            }

            return new Table(grown, count);
        }

        private static int IndexOf(Entry[] bucket, int hash, TKey key)
        {
            for (var i = 0; i < bucket.Length; i++)
            {
                if (bucket[i].Hash == hash && EqualityComparer<TKey>.Default.Equals(bucket[i].Key, key))
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
