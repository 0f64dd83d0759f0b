using System.CommandLine;
using System.CommandLine.Parsing;
using Portcullis.Policy.Network;

namespace Portcullis.Cli.Policies;

/// <summary><c>--port</c>.</summary>
internal static class PortOption
{
    /// <summary>One port, which must be given.</summary>
    public static Option<ProtocolPort> One() => new("--port", "-p")
    {
        HelpName = "80/TCP",
        Description = "The port at the destination; TCP where no protocol is given; of a service's address, the service's port",
        Required = true,
        CustomParser = result => Parse(result, result.Tokens[0].Value),
    };

    /// <summary>Any number of ports.</summary>
    public static Option<IReadOnlyList<ProtocolPort>> Many() => new("--port", "-p")
    {
        HelpName = "80/TCP",
        Description = "A port to ask about; may be given several times. Without it: the pods' container ports and the bounds of the policies' ports; 80/TCP when there are none",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Parse(result, token.Value)).Distinct()],
    };

    private static ProtocolPort Parse(ArgumentResult result, string text)
    {
        if (!ProtocolPort.TryParse(text, out var port))
        {
            result.AddError($"\"{text}\" is no port; allowed is a number from 1 to {ProtocolPort.MaxPort} with TCP, UDP or SCTP, such as 80/TCP");
        }

        return port;
    }
}
