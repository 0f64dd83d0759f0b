namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>An address block that readers do not read alike: leading zeros, bits behind the prefix, IPv4 within IPv6.</summary>
/// <remarks>The API server takes it; whether a network plug-in enforces it, and as what, is another matter.</remarks>
internal sealed class UnclearBlockRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from peer in rule.Peers
        where peer.Block is not null
        from spelling in Spellings(peer)
        let doubt = BlockSpelling.Doubt(spelling.Text)
        where doubt is not null
        select LintText.Finding(policy, LintCodes.UnclearBlock, spelling.Path, $"{doubt.Text} is not read alike by all: {doubt.Reason}, so that what is enforced is not known", $"write \"{doubt.Canonical}\"");

    private static IEnumerable<(string Path, string Text)> Spellings(LintPeer peer) =>
        [($"{peer.Path}.ipBlock.cidr", peer.Block!.Text), .. peer.Block.ExceptTexts.Select((text, i) => ($"{peer.Path}.ipBlock.except[{i}]", text))];
}
