namespace Portcullis.Policy.Network.Reference;

/// <summary>A rule that allows, and the entries of its lists that do; null where it has no list.</summary>
internal readonly record struct RuleMatch(int Rule, int? Peer, int? Port);
