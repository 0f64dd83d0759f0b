namespace Portcullis.Embedded.Admission;

/// <summary>The addresses of services of one family, each held by at most one. Thread-safe.</summary>
internal sealed class AddressPool
{
    private readonly AddressRange _range;
    private readonly NumberPool _offsets;

    public AddressPool(AddressRange range)
    {
        _range = range;

        // Without the network's address, and that of broadcasts where there is such a thing.
        var usable = (int)Math.Min(range.Size - (range.IsV6 ? 1 : 2), 1 << (range.IsV6 ? 16 : 20));
        _offsets = new NumberPool(1, usable, Math.Min(Math.Clamp(usable / 16, 16, 256), usable));
    }

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public string Family => _range.Family;

    /// <summary>How many are free.</summary>
    public int Free => _offsets.Free;

    /// <summary>Takes an address, or says in the API server's words why not.</summary>
    public string? Refuse(string text)
    {
        if (_range.OffsetOf(text) is not { } offset || !_offsets.Contains(offset))
        {
            return $"the provided IP ({text}) is not in the valid range. The range of valid IPs is {_range.Text}";
        }

        return _offsets.TryTake(offset) ? null : "provided IP is already allocated";
    }

    /// <returns>Null when all are taken.</returns>
    public string? TakeAny() => _offsets.TakeAny() is { } offset ? _range.At(offset) : null;

    /// <summary>Gives an address back; one of another range is left alone.</summary>
    public void Release(string address)
    {
        if (_range.OffsetOf(address) is { } offset)
        {
            _offsets.Release(offset);
        }
    }
}
