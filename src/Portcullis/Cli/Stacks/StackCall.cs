using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.Cli.Stacks;

/// <summary>One request of a <c>stack</c> command, from the settings to the exit code.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the root of the API.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record StackCall(HttpMethod Method, string Path, JsonObject? Body = null)
{
    /// <summary>Sends it and prints what came of it.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="json">Whether the answer is printed as it came.</param>
    /// <param name="show">Prints the answer for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExitCode> RunAsync(Terminal terminal, bool json, Action<JsonElement> show, CancellationToken cancellationToken)
    {
        var url = terminal.Environment.GetValueOrDefault("PORTCULLIS_URL")?.Trim() is { Length: > 0 } text ? text : StackApi.DefaultUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
        {
            await terminal.Error.WriteLineAsync($"error: PORTCULLIS_URL is \"{url}\"; it must be an http or https address such as {StackApi.DefaultUrl}").ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }

        using var api = new StackApi(root, FirstKey(terminal));
        switch (await api.SendAsync(Method, Path, Body, cancellationToken).ConfigureAwait(false))
        {
            case StackAnswer.Done done when json:
                await terminal.Out.WriteLineAsync(Indented.Text(done.Body)).ConfigureAwait(false);
                return ExitCode.Good;
            case StackAnswer.Done done:
                return await ShowAsync(terminal, url, () => show(done.Body)).ConfigureAwait(false);
            case StackAnswer.Refused refused:
                await ApiErrorText.WriteAsync(terminal.Error, refused).ConfigureAwait(false);
                return refused.Status == HttpStatusCode.NotFound ? ExitCode.No : ExitCode.CannotAnswer;
            case StackAnswer.Unreachable unreachable:
                return await NobodyThereAsync(terminal, url, unreachable.Why).ConfigureAwait(false);
            default:
                throw new InvalidOperationException("an answer of an unknown kind");
        }
    }

    private static async Task<ExitCode> ShowAsync(Terminal terminal, string url, Action show)
    {
        try
        {
            show();
            return ExitCode.Good;
        }
        catch (JsonException)
        {
            return await NobodyThereAsync(terminal, url, "the answer is not one of its").ConfigureAwait(false);
        }
    }

    private static async Task<ExitCode> NobodyThereAsync(Terminal terminal, string url, string why)
    {
        await terminal.Error.WriteLineAsync($"error: no Portcullis answers at {url}: {why}").ConfigureAwait(false);
        await terminal.Error.WriteLineAsync("  start one with `portcullis serve --embedded`, or set PORTCULLIS_URL").ConfigureAwait(false);
        return ExitCode.CannotAnswer;
    }

    /// <summary>The first of the keys: the service accepts several, a client sends one.</summary>
    private static string? FirstKey(Terminal terminal) =>
        terminal.Environment.GetValueOrDefault("API_KEY")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
