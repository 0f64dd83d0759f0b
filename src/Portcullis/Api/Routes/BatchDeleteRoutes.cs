using System.Text.Json;
using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;
using Portcullis.Stacks.Batch;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Routes;

/// <summary><c>POST /stacks/batch-delete</c> and <c>GET /stacks/batch-delete/{job_id}</c></summary>
internal static class BatchDeleteRoutes
{
    private static readonly string Allowed = $"a list of 1 to {BatchDeletes.MostStacks} stack ids, none of them blank";

    public static async Task SubmitAsync(HttpContext http, StackRuntime stacks)
    {
        using var body = await RequestBody.ReadAsync(http);
        var job = await stacks.BatchDeletes.SubmitAsync(ReadIds(body));
        await ApiAnswers.WriteAsync(http, StatusCodes.Status202Accepted, new JobAcceptedResponse(job.JobId), ApiJson.Default.JobAcceptedResponse);
    }

    public static async Task GetAsync(HttpContext http, string jobId, StackRuntime stacks)
    {
        var job = await stacks.BatchDeletes.GetAsync(jobId, http.RequestAborted);
        await ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, StackResponses.Of(job), ApiJson.Default.JobResponse);
    }

    private static List<string> ReadIds(JsonDocument? body)
    {
        var fields = new JsonFields(body);
        if (fields.Find("stack_ids") is not { ValueKind: JsonValueKind.Array } list)
        {
            throw Invalid("stack_ids", "is missing or no list");
        }

        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            var id = entry.ValueKind == JsonValueKind.String ? entry.GetString()!.Trim() : null;
            if (string.IsNullOrEmpty(id))
            {
                throw Invalid($"stack_ids[{index}]", "is blank or no string");
            }

            if (seen.Add(id))
            {
                ids.Add(id);
            }

            index++;
        }

        return ids.Count is > 0 and <= BatchDeletes.MostStacks ? ids : throw Invalid("stack_ids", "has too few or too many entries");
    }

    private static StackException Invalid(string path, string message) => InvalidInput.OfRequest([new(path, message, Allowed: Allowed)]);
}
