using System.Text.Json;
using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Api.Routes;

/// <summary>The routes of one stack: <c>GET</c>, <c>status</c>, <c>DELETE</c>, <c>renew</c>, <c>restart</c>.</summary>
internal static class StackIdRoutes
{
    public static async Task GetAsync(HttpContext http, string id, StackRuntime stacks)
    {
        var stack = await stacks.Catalog.GetAsync(Parse(id), http.RequestAborted);
        FreshnessHeader.Add(http, stacks.StoresFreshness);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, StackResponses.Of(stack), ApiJson.Default.StackResponse);
    }

    public static async Task GetStatusAsync(HttpContext http, string id, StackRuntime stacks)
    {
        var stack = await stacks.Catalog.GetAsync(Parse(id), http.RequestAborted);
        FreshnessHeader.Add(http, stacks.StoresFreshness);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, StackResponses.StatusOf(stack), ApiJson.Default.StackStatusResponse);
    }

    public static async Task DeleteAsync(HttpContext http, string id, StackRuntime stacks)
    {
        var stackId = Parse(id);
        await stacks.Deleter.DeleteAsync(stackId, http.RequestAborted);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, new DeletedResponse(true, stackId.Text), ApiJson.Default.DeletedResponse);
    }

    public static async Task RenewAsync(HttpContext http, string id, StackRuntime stacks)
    {
        var stackId = Parse(id);
        using var body = await RequestBody.ReadAsync(http);
        var ttl = ReadTtl(body);
        var stack = await stacks.Renewer.RenewAsync(stackId, ttl, http.RequestAborted);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, StackResponses.Of(stack), ApiJson.Default.StackResponse);
    }

    public static async Task RestartAsync(HttpContext http, string id, StackRuntime stacks)
    {
        var restarted = await stacks.Restarter.RestartAsync(Parse(id), http.RequestAborted);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, StackResponses.Of(restarted.Stack, restarted.HostChanged), ApiJson.Default.StackResponse);
    }

    private static TimeSpan? ReadTtl(JsonDocument? body)
    {
        if (body is null)
        {
            return null;
        }

        var fields = new JsonFields(body);
        var ttl = DurationField.Read(fields, "ttl");
        return fields.Problems.Count == 0 ? ttl : throw InvalidInput.OfRequest(fields.Problems);
    }

    // What cannot be the id of a stack is the id of no stack.
    private static StackId Parse(string id) =>
        StackId.TryParse(id, out var parsed) ? parsed : throw new StackException(new(ProblemKind.NotFound, StackReasons.NotFound, "there is no such stack"));
}
