using System.CommandLine;
using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies;

/// <summary><c>--from</c>, <c>--to</c> and <c>--external</c>.</summary>
internal static class EndpointOption
{
    /// <summary>One end of a connection.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">Which end.</param>
    public static Option<NetworkEndpoint> Create(string name, string description) => new(name)
    {
        HelpName = "NAMESPACE/POD|IP",
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var endpoint = NetworkEndpoint.Parse(text);
            if (endpoint is null)
            {
                result.AddError($"\"{text}\" is neither namespace/pod nor an IP address");
            }

            return endpoint;
        },
    };

    /// <summary>Addresses outside of the cluster.</summary>
    public static Option<IReadOnlyList<IPAddress>> Externals() => new("--external")
    {
        HelpName = "IP",
        Description = "An address outside of the cluster to show beside the pods, such as a player's; may be given several times",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var addresses = new List<IPAddress>();
            foreach (var token in result.Tokens)
            {
                if (IPText.TryParseAddress(token.Value, out var address))
                {
                    addresses.Add(address);
                }
                else
                {
                    result.AddError($"\"{token.Value}\" is no IP address");
                }
            }

            return [.. addresses.Distinct()];
        },
    };
}
