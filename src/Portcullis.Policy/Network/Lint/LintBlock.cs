using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Lint;

/// <summary>An address block with its exceptions.</summary>
internal sealed class LintBlock
{
    private readonly IPNetwork[] _except;

    /// <summary>INVARIANT: the block has passed validation.</summary>
    public LintBlock(IPBlock block)
    {
        Text = block.Cidr ?? "";
        Network = Parse(Text);
        ExceptTexts = block.Except ?? [];
        _except = [.. ExceptTexts.Select(Parse)];
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The exceptions as written.</summary>
    public IReadOnlyList<string> ExceptTexts { get; }

    /// <summary>The block without its exceptions.</summary>
    public IPNetwork Network { get; }

    /// <summary>The exceptions.</summary>
    public IReadOnlyList<IPNetwork> Except => _except;

    /// <summary>The family of the block and, as validation demands, of its exceptions.</summary>
    public AddressFamily Family => Network.BaseAddress.AddressFamily;

    /// <summary>Whether an address is in the block and in no exception.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(IPAddress address) => Network.Contains(address) && !_except.Any(except => except.Contains(address));

    /// <summary>Reads a block; bits beyond the prefix, which the API takes, are cleared.</summary>
    /// <param name="text">The block.</param>
    public static IPNetwork Parse(string text) =>
        AddressRanges.TryParse(text, out var range) ? range : throw new FormatException($"\"{text}\" is no address block");
}
