using System.Globalization;
using Portcullis.Stacks;

namespace Portcullis.Api;

/// <summary><c>GET /stacks</c>: from memory, in the order of the ids, which <c>continue</c> counts on.</summary>
internal static class ListStacksRoute
{
    private const int LargestPage = 10_000;

    public static Task HandleAsync(HttpContext http, StackRuntime stacks)
    {
        var query = ListQuery.Read(http.Request.Query);
        var page = new List<StackResponse>();
        string? more = null;
        foreach (var stack in stacks.Catalog.List())
        {
            if (!query.Includes(stack))
            {
                continue;
            }

            if (page.Count == query.Limit)
            {
                more = page[^1].StackId;
                break;
            }

            page.Add(StackResponses.Of(stack));
        }

        return ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, new StackListResponse { Stacks = page, Continue = more }, ApiJson.Default.StackListResponse);
    }

    private sealed record ListQuery(string? Owner, string? Challenge, StackStatus? Status, int Limit, StackId? After)
    {
        public bool Includes(Stack stack) =>
            (After is not { } after || string.CompareOrdinal(stack.Id.Text, after.Text) > 0)
            && (Owner is null || stack.Record.Owner == Owner)
            && (Challenge is null || stack.Record.Challenge == Challenge)
            && (Status is null || stack.Status == Status);

        public static ListQuery Read(IQueryCollection query)
        {
            var problems = new List<ProblemDetail>();
            var read = new ListQuery(Text(query, "owner"), Text(query, "challenge"), ReadStatus(query, problems), ReadLimit(query, problems), ReadContinue(query, problems));
            return problems.Count == 0
                ? read
                : throw new StackException(new(ProblemKind.BadRequest, StackReasons.InvalidRequest, $"{problems[0].Path}: {problems[0].Message}", problems));
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
