using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Portcullis.Configuration;

namespace Portcullis.Cli;

/// <summary><c>--listen</c>.</summary>
internal static class ListenOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="description">What listens there.</param>
    /// <param name="fallback">The address when none is given; null for none.</param>
    /// <param name="loopbackOnly">Whether addresses that other machines can reach are refused.</param>
    public static Option<ListenAddress> Create(string description, string? fallback = null, bool loopbackOnly = false)
    {
        var option = new Option<ListenAddress>("--listen")
        {
            Description = fallback is null ? description : $"{description} (default: {fallback})",
            HelpName = "HOST:PORT",
            CustomParser = result => Parse(result, loopbackOnly),
        };
        if (fallback is not null && ListenAddress.TryParse(fallback, out var known))
        {
            option.DefaultValueFactory = _ => known;
        }

        return option;
    }

    private static ListenAddress? Parse(ArgumentResult result, bool loopbackOnly)
    {
        var text = result.Tokens[0].Value;
        if (!ListenAddress.TryParse(text, out var address))
        {
            result.AddError($"\"{text}\" is no address to listen on; allowed is {ListenAddress.Allowed}");
        }
        else if (loopbackOnly && (address.Address is null || !IPAddress.IsLoopback(address.Address)))
        {
            result.AddError($"\"{text}\" is no loopback address; what listens there asks nobody for a password, so it takes only such as 127.0.0.1:6443");
        }
        else
        {
            return address;
        }

        return null;
    }
}
