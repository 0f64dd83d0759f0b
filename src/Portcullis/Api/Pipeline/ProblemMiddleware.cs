using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Turns everything that is thrown, and every route that is not there, into an error that a caller can read.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            {
                // 405 is not a code that callers know: to them, a wrong method is a route that is not there.
                await ApiAnswers.WriteAsync(http, new(ProblemKind.NotFound, StackReasons.NotFound, "there is no such route"));
            }
        }
        catch (StackException error)
        {
            if (error.Problem.Kind is ProblemKind.Internal or ProblemKind.Unavailable)
            {
                Log.CommandFailed(logger, error.Problem.Reason, error.Problem.Message, error.InnerException);
            }

            await AnswerAsync(http, error.Problem);
        }
        catch (BadHttpRequestException)
        {
            await AnswerAsync(http, new(ProblemKind.BadRequest, StackReasons.InvalidRequest, "the request cannot be read"));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer.
            http.Abort();
        }
        catch (Exception error)
        {
            Log.Fault(logger, error);
            await AnswerAsync(http, new(ProblemKind.Internal, StackReasons.InternalError, "something went wrong inside; the log says what"));
        }
    }

    private static Task AnswerAsync(HttpContext http, StackProblem problem)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        return ApiAnswers.WriteAsync(http, problem);
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "a command failed: {Reason}: {Problem}")]
        public static partial void CommandFailed(ILogger logger, string reason, string problem, Exception? error);

        [LoggerMessage(1002, LogLevel.Error, "unhandled fault")]
        public static partial void Fault(ILogger logger, Exception error);
    }
}
