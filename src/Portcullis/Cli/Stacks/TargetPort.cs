using System.CommandLine.Parsing;
using System.Globalization;

namespace Portcullis.Cli.Stacks;

/// <summary>A port that a stack shall expose, written <c>80</c> or <c>53/UDP</c>.</summary>
/// <param name="Port">The container's port.</param>
/// <param name="Protocol">TCP or UDP.</param>
internal readonly record struct TargetPort(int Port, string Protocol)
{
    /// <summary>Reads every port that was given; says which one is none.</summary>
    /// <param name="result">The words of the option.</param>
    public static IReadOnlyList<TargetPort> ParseAll(ArgumentResult result)
    {
        var ports = new List<TargetPort>();
        foreach (var token in result.Tokens)
        {
            if (TryParse(token.Value, out var port))
            {
                ports.Add(port);
            }
            else
            {
                result.AddError($"\"{token.Value}\" is no port; write 80, 80/TCP or 53/UDP");
            }
        }

        return ports;
    }

    /// <summary>Reads one port.</summary>
    /// <param name="text">The text.</param>
    /// <param name="port">The port.</param>
    public static bool TryParse(string text, out TargetPort port)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "TCP" : text[(slash + 1)..].ToUpperInvariant();
        var isNumber = int.TryParse(slash < 0 ? text : text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = new TargetPort(number, protocol);
        return isNumber && number is >= 1 and <= 65535 && (protocol is "TCP" or "UDP");
    }
}
