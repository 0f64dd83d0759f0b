using System.Net;
using System.Text.Json;

namespace Portcullis.Cli.Stacks;

/// <summary>What came of one request.</summary>
internal abstract record StackAnswer
{
    /// <summary>The API did it.</summary>
    /// <param name="Body">Its answer.</param>
    internal sealed record Done(JsonElement Body) : StackAnswer;

    /// <summary>The API said no.</summary>
    /// <param name="Status">The status code.</param>
    /// <param name="Error">Why.</param>
    internal sealed record Refused(HttpStatusCode Status, ApiErrorView Error) : StackAnswer;

    /// <summary>No API was found there.</summary>
    /// <param name="Why">What went wrong.</param>
    internal sealed record Unreachable(string Why) : StackAnswer;
}
