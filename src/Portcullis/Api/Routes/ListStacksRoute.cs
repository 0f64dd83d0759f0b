using System.Buffers;
using System.Globalization;
using System.Text;
using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Api.Routes;

/// <summary><c>GET /stacks</c>: from memory, in the order of the ids, which <c>continue</c> counts on.</summary>
internal static class ListStacksRoute
{
    private const int LargestPage = 10_000;

    public static Task HandleAsync(HttpContext http, StackRuntime stacks)
    {
        var query = ListQuery.Read(http.Request.Query);
        var page = stacks.Catalog.List().Where(query.Includes).Take(query.Limit == int.MaxValue ? int.MaxValue : query.Limit + 1).ToList();
        var more = page.Count > query.Limit;
        FreshnessHeader.Add(http, stacks.StoresFreshness);
        return WriteAsync(http, more ? page.GetRange(0, query.Limit) : page, more);
    }

    // Pieces that are written already, put together: the same bytes as serialising a StackListResponse.
    private static async Task WriteAsync(HttpContext http, List<Stack> page, bool more)
    {
        http.Response.ContentType = ApiAnswers.Json;
        http.Response.Headers.CacheControl = "no-store";
        var body = http.Response.BodyWriter;
        body.Write("{\"stacks\":["u8);
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0)
            {
                body.Write(","u8);
            }

            body.Write(StackJson.Of(page[i]));
        }

        body.Write("]"u8);
        if (more)
        {
            // An id needs no escaping.
            body.Write(Encoding.UTF8.GetBytes($",\"continue\":\"{page[^1].Id.Text}\""));
        }

        body.Write("}"u8);
        await body.FlushAsync(http.RequestAborted);
    }

    private sealed record ListQuery(string? Owner, string? Challenge, StackStatus? Status, int Limit, StackId? After)
    {
        public bool Includes(Stack stack) =>
            (After is not { } after || string.CompareOrdinal(stack.Id.Text, after.Text) > 0)
            && (Owner is null || stack.Record.Terms.Owner == Owner)
            && (Challenge is null || stack.Record.Terms.Challenge == Challenge)
            && (Status is null || stack.Status == Status);

        public static ListQuery Read(IQueryCollection query)
        {
            var problems = new List<ProblemDetail>();
            var read = new ListQuery(Text(query, "owner"), Text(query, "challenge"), ReadStatus(query, problems), ReadLimit(query, problems), ReadContinue(query, problems));
            return problems.Count == 0 ? read : throw InvalidInput.OfRequest(problems);
        }

        private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var value) && value.Count > 0 ? value[^1] : null;

        private static StackStatus? ReadStatus(IQueryCollection query, List<ProblemDetail> problems)
        {
            if (Text(query, "status") is not { } text)
            {
                return null;
            }

            if (StackStatuses.TryParse(text, out var status))
            {
                return status;
            }

            problems.Add(new("status", "is not known", Allowed: string.Join(", ", Enum.GetValues<StackStatus>().Select(known => known.ToWire()))));
            return null;
        }

        private static int ReadLimit(IQueryCollection query, List<ProblemDetail> problems)
        {
            if (Text(query, "limit") is not { } text)
            {
                return int.MaxValue;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestPage)
            {
                return limit;
            }

            problems.Add(new("limit", "is out of range", Allowed: $"1 to {LargestPage}"));
            return 0;
        }

        private static StackId? ReadContinue(IQueryCollection query, List<ProblemDetail> problems)
        {
            if (Text(query, "continue") is not { Length: > 0 } text)
            {
                return null;
            }

            if (StackId.TryParse(text, out var id))
            {
                return id;
            }

            problems.Add(new("continue", "is no token of ours", Allowed: "the value of continue in the answer before"));
            return null;
        }
    }
}
