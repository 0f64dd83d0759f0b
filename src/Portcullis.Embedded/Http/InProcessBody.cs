using System.IO.Pipelines;

namespace Portcullis.Embedded.Http;

/// <summary>The body of an answer; disposing it tells the server that nobody reads any more.</summary>
internal sealed class InProcessBody(PipeReader reader, Action gone) : Stream
{
    private readonly Stream _inner = reader.AsStream();
    private volatile IOException? _broken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the reader that comes to the end see a broken connection instead.</summary>
    public void Break(IOException how) => _broken = how;

    public override int Read(byte[] buffer, int offset, int count) => Checked(_inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Checked(int read) => read == 0 && _broken is { } broken ? throw broken : read;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gone();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
