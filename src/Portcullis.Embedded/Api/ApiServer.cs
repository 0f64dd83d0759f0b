using System.Buffers;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Discovery;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Http;
using Portcullis.Embedded.Protobuf;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Api;

/// <summary>The API server: one request in, one answer out. Knows no socket.</summary>
internal sealed partial class ApiServer(
    ResourceRegistry resources,
    ResourceHandler handler,
    ResponseWriter writer,
    DiscoveryDocuments discovery,
    FaultInjector faults,
    RequestLog log,
    string? token,
    ILogger<ApiServer> logger)
{
    /// <summary>The verb of a method that means nothing for its path.</summary>
    private const string Unsupported = "unsupported";

    /// <summary>The API server's own limit on bodies, in bytes.</summary>
    private const int MaxBody = 3 * 1024 * 1024;

    /// <summary>Answers a request. Ends when the answer is written, which for a watch is when it ends.</summary>
    public async Task HandleAsync(ApiRequest request, ApiResponse response, CancellationToken cancellation)
    {
        var target = RequestTarget.Parse(request.Path, resources);
        var verb = target is null ? request.Method.ToLowerInvariant() : ApiCall.VerbOf(request, target) ?? Unsupported;
        var attempt = new RequestAttempt(verb, target?.Resource.Type.Plural ?? "", target?.Subresource ?? "", target?.Name ?? "");
        var code = 0;
        try
        {
            using var fault = faults.Draw(attempt);
            await fault.BeforeAsync(cancellation).ConfigureAwait(false);
            var result = Warned(await AnswerAsync(request, target, verb, fault, cancellation).ConfigureAwait(false), target);
            code = ResponseWriter.CodeOf(result);
            fault.AfterCommit();
            log.Count(attempt, code);
            await writer.WriteAsync(result, request, response, fault, cancellation).ConfigureAwait(false);
        }
        catch (ConnectionDroppedException)
        {
            log.Count(attempt, code);
            response.Abort();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            response.Abort();
        }
    }

    /// <summary>Whoever asks for a resource that is deprecated is told so, whatever else the answer is.</summary>
    private static ApiResult Warned(ApiResult result, RequestTarget? target) =>
        target?.Resource.Strategy.Deprecation is { } deprecation ? result with { Warnings = [deprecation, .. result.Warnings] } : result;

    private async Task<ApiResult> AnswerAsync(ApiRequest request, RequestTarget? target, string verb, FaultDecision fault, CancellationToken cancellation)
    {
        try
        {
            if (fault.Refusal is { } refusal)
            {
                return new ApiResult.Outcome(refusal);
            }

            if (token is not null && !IsOpen(request.Path) && request.Authorization != $"Bearer {token}")
            {
                return new ApiResult.Outcome(StatusErrors.Unauthorized());
            }

            var body = request.Method is "GET" or "HEAD" ? default : await ReadBodyAsync(request.Body, cancellation).ConfigureAwait(false);
            var read = request;
            if (request.ContentType == ProtobufBody.MediaType)
            {
                body = ProtobufBody.ToJson(body.Span);
                read = request with { ContentType = "application/json" };
            }

            return target is null
                ? discovery.Answer(read, body)
                : handler.Handle(new ApiCall(verb, read, target, body));
        }
        catch (ApiException refused)
        {
            return new ApiResult.Outcome(refused.Status);
        }
        catch (FormatException unreadable) when (request.ContentType == ProtobufBody.MediaType)
        {
            var status = StatusErrors.UnsupportedMediaType(ObjectDecoder.Accepted);
            return new ApiResult.Outcome(status with { Message = $"{status.Message} ({unreadable.Message})" });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, request.Method, request.Path, failure);
            return new ApiResult.Outcome(StatusErrors.InternalError(failure.Message));
        }
    }

    private static bool IsOpen(string path) => path is "/healthz" or "/livez" or "/readyz" or "/version";

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetMemory(4096), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > MaxBody)
            {
                throw new ApiException(StatusErrors.RequestEntityTooLarge($"limit is {MaxBody}"));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5000, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string path, Exception fault);
    }
}
