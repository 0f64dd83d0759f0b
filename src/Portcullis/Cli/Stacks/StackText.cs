using System.Globalization;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Time;

namespace Portcullis.Cli.Stacks;

/// <summary>Stacks as people read them.</summary>
internal static class StackText
{
    private static readonly string[] Header = ["STACK", "STATUS", "READY", "OWNER", "CHALLENGE", "ADDRESS", "EXPIRES IN"];

    /// <summary>One stack, a field a line.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="body">The API's answer.</param>
    /// <exception cref="JsonException">It is no stack.</exception>
    public static void WriteOne(Terminal terminal, JsonElement body)
    {
        var stack = body.Deserialize(CliJson.Default.StackView);
        if (stack is not { StackId.Length: > 0 })
        {
            throw new JsonException("a stack has an id");
        }

        List<(string Name, string? Value)> lines =
        [
            ("stack", stack.StackId),
            ("status", stack.Status),
            ("ready", YesNo(stack.Ready)),
            ("reason", stack.Reason),
            ("message", stack.Message),
            .. StackField.All.Where(field => field.IsShown).Select(field => (field.Name, field.Of(body))),
            ("node", stack.NodeId),
            ("pod", stack.PodId),
            .. Addresses(stack).Select(address => ("address", (string?)address)),
            ("created", stack.CreatedAt is { } created ? Rfc3339.Seconds(created) : null),
            ("expires", stack.TtlExpiresAt is { } expires ? $"{Rfc3339.Seconds(expires)} (in {Left(terminal, expires)})" : null),
        ];
        var shown = lines.Where(line => !string.IsNullOrEmpty(line.Value)).ToList();
        var width = shown.Max(line => line.Name.Length);
        foreach (var (name, value) in shown)
        {
            terminal.Out.WriteLine($"{name.PadRight(width)}  {TerminalText.Of(value!)}");
        }
    }

    /// <summary>Many stacks, one a line.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="body">The API's answer.</param>
    /// <exception cref="JsonException">It is no list of stacks.</exception>
    public static void WriteMany(Terminal terminal, JsonElement body)
    {
        var stacks = body.Deserialize(CliJson.Default.StackListView)?.Stacks ?? throw new JsonException("a list has stacks");
        if (stacks.Count == 0)
        {
            terminal.Error.WriteLine("no stacks");
            return;
        }

        TextTable.Write(terminal.Out, Header, stacks.Select(stack => (string[])
        [
            TerminalText.Of(stack.StackId),
            TerminalText.Of(stack.Status ?? ""),
            YesNo(stack.Ready) ?? "",
            TerminalText.Of(stack.Owner ?? ""),
            TerminalText.Of(stack.Challenge ?? ""),
            TerminalText.Of(string.Join(",", Addresses(stack))),
            stack.TtlExpiresAt is { } expires ? Left(terminal, expires) : "",
        ]));
    }

    private static string? YesNo(bool? value) => value switch { true => "yes", false => "no", null => null };

    private static IEnumerable<string> Addresses(StackView stack)
    {
        if (stack.Endpoints is { Count: > 0 } endpoints)
        {
            return endpoints.Where(endpoint => endpoint.Host is not null).Select(endpoint => Address(endpoint.Host!, endpoint.Port, endpoint.Protocol));
        }

        return stack.NodePublicIp is { } host
            ? (stack.Ports ?? []).Select(port => Address(host, port.NodePort, port.Protocol))
            : [];
    }

    private static string Address(string host, int port, string? protocol)
    {
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{bracketed}:{port}{(protocol is null or "TCP" ? "" : $"/{protocol}")}");
    }

    private static string Left(Terminal terminal, DateTimeOffset expires)
    {
        var left = expires - terminal.Time.GetUtcNow();
        return left <= TimeSpan.Zero ? "0s" : GoDuration.Format(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)));
    }
}
