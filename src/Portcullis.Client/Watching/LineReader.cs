using System.Buffers;

namespace Portcullis.Client.Watching;

/// <summary>Cuts a stream into lines, however the reads are split. One reader at a time.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>Far above what etcd stores in one object (1.5 MiB): a longer line is no watch event.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>What was read but does not end in a line break.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Takes a whole line that was read already. Valid until the next <see cref="FillAsync"/>.</summary>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (at < 0)
        {
            _scanned = _end;
            line = default;
            return false;
        }
        line = _buffer.AsSpan(_start, _scanned + at - _start);
        _start = _scanned = _scanned + at + 1;
        return true;
    }

    /// <summary>Reads more.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A line is longer than any event can be.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _start = _scanned = _end = 0;
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        if (_end < _buffer.Length)
        {
            return;
        }
        var next = _buffer;
        if (kept > _buffer.Length / 2)
        {
            if (kept >= LongestLine)
            {
                throw new InvalidDataException("a line of the watch is too long");
            }
            next = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        }
        Buffer.BlockCopy(_buffer, _start, next, 0, kept);
        if (next != _buffer)
        {
            // Cleared: watches of Secrets pass through here.
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = next;
        }
        _scanned -= _start;
        _start = 0;
        _end = kept;
    }
}
