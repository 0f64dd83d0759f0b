using System.Collections;

namespace Portcullis.Embedded.Admission;

/// <summary>Numbers of a range, each held by at most one. Thread-safe.</summary>
/// <remarks>
/// Dynamic picks come from the upper part first, as in the API server, so that the lower part stays for explicit ones.
/// <see href="https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions"/>
/// </remarks>
internal sealed class NumberPool
{
    private readonly long _first;
    private readonly int _count;
    private readonly int _reserved;
    private readonly Lock _gate = new();
    private readonly BitArray _taken;
    private int _free;

    /// <param name="first">The lowest number.</param>
    /// <param name="count">How many numbers.</param>
    /// <param name="reserved">How many of the lowest are picked last.</param>
    public NumberPool(long first, int count, int reserved)
    {
        _first = first;
        _count = count;
        _reserved = reserved;
        _taken = new BitArray(count);
        _free = count;
    }

    /// <summary>How many are free.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _free;
            }
        }
    }

    public bool Contains(long number) => number >= _first && number < _first + _count;

    /// <returns>False when it is taken, or out of the range.</returns>
    public bool TryTake(long number)
    {
        lock (_gate)
        {
            return Contains(number) && TakeAt((int)(number - _first));
        }
    }

    /// <summary>Takes a free number, at random while the upper part has some.</summary>
    /// <returns>Null when the range is full.</returns>
    public long? TakeAny()
    {
        lock (_gate)
        {
            if (_free == 0)
            {
                return null;
            }

            var found = Search(_reserved, _count) ?? Search(0, _reserved);
            if (found is { } offset)
            {
                TakeAt(offset);
            }

            return _first + found;
        }
    }

    public void Release(long number)
    {
        lock (_gate)
        {
            if (Contains(number) && _taken[(int)(number - _first)])
            {
                _taken[(int)(number - _first)] = false;
                _free++;
            }
        }
    }

    private int? Search(int low, int high)
    {
        if (high <= low)
        {
            return null;
        }

        var start = Random.Shared.Next(low, high);
        for (var i = 0; i < high - low; i++)
        {
            var offset = low + ((start - low + i) % (high - low));
            if (!_taken[offset])
            {
                return offset;
            }
        }

        return null;
    }

    private bool TakeAt(int offset)
    {
        if (_taken[offset])
        {
            return false;
        }

        _taken[offset] = true;
        _free--;
        return true;
    }
}
