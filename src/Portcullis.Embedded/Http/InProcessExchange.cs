using System.IO.Pipelines;
using System.Net;

namespace Portcullis.Embedded.Http;

/// <summary>One request and its answer over a pipe.</summary>
internal sealed class InProcessExchange : ApiResponse
{
    private readonly Pipe _pipe = new();
    private readonly TaskCompletionSource<HttpResponseMessage> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone;
    private Action<IOException>? _break;

    public InProcessExchange(CancellationToken stopping) => _gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    public override PipeWriter Body => _pipe.Writer;

    /// <summary>Begins to answer. The exchange outlives the call: a watch ends when its reader does.</summary>
    public void Run(Func<CancellationToken, Task> answer) => _ = AnswerAsync(answer);

    /// <summary>The answer, as soon as its headers are there.</summary>
    /// <exception cref="HttpRequestException">The connection broke before.</exception>
    public async Task<HttpResponseMessage> ResponseAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            var response = await _started.Task.WaitAsync(cancellation).ConfigureAwait(false);
            response.RequestMessage = request;
            return response;
        }
        catch (OperationCanceledException)
        {
            await _gone.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override void Start(int statusCode, string contentType, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var body = new InProcessBody(_pipe.Reader, () => _gone.Cancel());
        _break = body.Break;
        var response = new HttpResponseMessage((HttpStatusCode)statusCode)
        {
            Content = new StreamContent(body),
        };
        if (contentType.Length > 0)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        _started.TrySetResult(response);
    }

    public override void Abort()
    {
        var broken = new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        if (!_started.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, "An error occurred while sending the request.", broken)))
        {
            // What was written before still arrives; the break comes after it.
            _break!(broken);
            _pipe.Writer.Complete();
        }
    }

    private async Task AnswerAsync(Func<CancellationToken, Task> answer)
    {
        try
        {
            await answer(_gone.Token).ConfigureAwait(false);
            await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _started.TrySetException(new HttpRequestException("the embedded API server failed", failure));
            await _pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
        }
    }
}
