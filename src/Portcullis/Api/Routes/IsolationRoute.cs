using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Routes;

/// <summary><c>GET /isolation</c>: what the guard says now.</summary>
internal static class IsolationRoute
{
    public static Task GetAsync(HttpContext http, StackRuntime stacks)
    {
        if (stacks.Isolation?.Settings.Mode is null or IsolationMode.Off)
        {
            throw new StackException(new(ProblemKind.NotFound, StackReasons.NotFound, "nobody looks at isolation here (STACK_ISOLATION=off)"));
        }

        var report = stacks.Isolation.Report() ?? throw new StackException(new(ProblemKind.Unavailable, StackReasons.ClusterUnavailable, "the service has not judged isolation yet"));
        return ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, IsolationResponse.Of(report), ApiJson.Default.IsolationResponse);
    }
}
