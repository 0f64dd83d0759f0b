using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Watching;

/// <summary>An open watch. One reader at a time; disposing closes the connection's stream.</summary>
internal sealed class WatchStream<T> : IAsyncDisposable
    where T : KubernetesObject
{
    private readonly ApiRequest _request;
    private readonly ResourceType<T> _type;
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly LineReader _lines;
    private readonly TimeProvider _time;

    public WatchStream(ApiRequest request, ResourceType<T> type, HttpResponseMessage response, Stream body, TimeSpan longestSilence, TimeProvider time)
    {
        _request = request;
        _type = type;
        _response = response;
        _body = body;
        _lines = new(body);
        LongestSilence = longestSilence;
        _time = time;
    }

    /// <summary>Silence for longer than this is never in order: the server should have ended the watch before.</summary>
    public TimeSpan LongestSilence { get; }

    /// <summary>Waits for the next event.</summary>
    /// <param name="patience">How long at most; bytes that make no event do not count.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when the server closed the watch in an orderly way.</returns>
    /// <exception cref="KubernetesTransportException">The connection broke, was silent for too long (<see cref="TransportFault.Timeout"/>), or carries garbage.</exception>
    public async ValueTask<WatchEvent<T>?> ReadAsync(TimeSpan patience, CancellationToken ct)
    {
        if (TryTake(out var read))
        {
            return read;
        }
        using var limit = new CancellationTokenSource(patience, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        while (await FillAsync(patience, linked.Token, ct))
        {
            if (TryTake(out read))
            {
                return read;
            }
        }
        return DecodeRest();
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Dispose();
        await _body.DisposeAsync();
        _response.Dispose();
    }

    private bool TryTake([NotNullWhen(true)] out WatchEvent<T>? read)
    {
        while (_lines.TryTake(out var line))
        {
            if (!line.Trim(" \t\r"u8).IsEmpty)
            {
                read = Decode(line);
                return true;
            }
        }
        read = null;
        return false;
    }

    private WatchEvent<T> Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return WatchLine.Decode(line, _type);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw TransportFaults.Garbled(_request, error);
        }
    }

    /// <summary>A last line without its line break was cut off in the middle: the connection broke.</summary>
    private WatchEvent<T>? DecodeRest() => _lines.Rest.Trim(" \t\r\n"u8).IsEmpty
        ? null
        : throw new KubernetesTransportException(TransportFault.ConnectionLost, mayHaveBeenProcessed: true, $"the connection to the cluster broke in the middle of an event at {_request}");

    private async ValueTask<bool> FillAsync(TimeSpan patience, CancellationToken limited, CancellationToken ct)
    {
        try
        {
            return await _lines.FillAsync(limited);
        }
        catch (OperationCanceledException error)
        {
            ct.ThrowIfCancellationRequested();
            throw TransportFaults.TimedOut(_request, patience, sendingBegan: true, error);
        }
        catch (InvalidDataException error)
        {
            throw TransportFaults.Garbled(_request, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw TransportFaults.Translate(_request, error, sendingBegan: true);
        }
    }
}
