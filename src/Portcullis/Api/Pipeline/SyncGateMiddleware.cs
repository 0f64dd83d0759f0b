using Portcullis.Stacks;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>
/// Holds requests about stacks back until the stores are filled: an empty store would say 404 of living stacks. Those
/// that may start a Pod wait for the walls and their proof, too.
/// </summary>
internal sealed class SyncGateMiddleware(RequestDelegate next, StackRuntime stacks, TimeProvider time)
{
    // With the 4 s that a create may take this is less than the 5 s after which callers give up.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(750);

    public async Task InvokeAsync(HttpContext http)
    {
        if (NeedsStores(http.Request.Path) && stacks.WaitingFor().Count > 0)
        {
            try
            {
                var ready = HttpMethods.IsPost(http.Request.Method) ? stacks.WaitForSyncAsync(http.RequestAborted) : stacks.WaitForStoresAsync(http.RequestAborted);
                await ready.WaitAsync(Patience, time, http.RequestAborted);
            }
            catch (TimeoutException)
            {
                throw new StackException(new(ProblemKind.Unavailable, StackReasons.ClusterUnavailable, $"the service still waits for: {string.Join(", ", stacks.WaitingFor())}"));
            }
        }

        await next(http);
    }

    private static bool NeedsStores(PathString path) => path.StartsWithSegments("/stacks", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/stats", StringComparison.OrdinalIgnoreCase);
}
