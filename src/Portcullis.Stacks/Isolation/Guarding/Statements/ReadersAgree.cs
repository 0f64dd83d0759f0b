using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S11: every reader of the policies reads the same: no block that stops a network plug-in, no missing label.</summary>
internal static class ReadersAgree
{
    public const string Id = "S11";

    private const int MostWitnesses = 5;

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "every reader reads the policies alike",
        When = JudgingTime.WithPolicies,
        AsksNobody = true,
        Judge = view => new() { Witnesses = [.. ForeignFamilies(view), .. MissingLabels(view)], Missing = [.. UnclearBlocks.Missing(view.Policies), .. LostExceptions.Missing(view)] },
    };

    // One such block stops some plug-ins from enforcing any policy at all.
    private static IEnumerable<IsolationWitness> ForeignFamilies(GuardView view)
    {
        var families = view.Families;
        return families.Count == 0 ? [] :
            (from policy in view.Policies
             from block in PolicyPeers.Blocks(policy)
             let family = FamilyOf(block)
             where family is not null && !families.Contains(family.Value)
             let word = AddressRanges.NameOf(family.Value)
             let name = NamespacedName.Of(policy.Metadata).ToString()
             orderby name
             select IsolationWitness.Of(
                 $"NetworkPolicy {name} has the {word} block {block.Cidr} in a cluster without {word}: one such block stops some network plug-ins from enforcing any policy",
                 "take the block out")).Take(MostWitnesses);
    }

    private static AddressFamily? FamilyOf(IPBlock block) => IPText.TryParseCidr(block.Cidr, out var address, out _) ? address.AddressFamily : null;

    private static IEnumerable<IsolationWitness> MissingLabels(GuardView view) =>
        (from space in view.Namespaces.Values
         where space.Metadata.Labels?.GetValueOrDefault(Walls.NamespaceLabel) != space.Metadata.Name
         orderby space.Metadata.Name
         let relying = view.Policies.Where(policy => ReliesOn(policy, space.Metadata.Name!)).Select(policy => NamespacedName.Of(policy.Metadata).ToString()).Order(StringComparer.Ordinal).ToList()
         where relying.Count > 0
         select IsolationWitness.Of(
             $"namespace {space.Metadata.Name} does not carry the label {Walls.NamespaceLabel}={space.Metadata.Name}, by which {Listing.Of(relying)} {(relying.Count == 1 ? "tells" : "tell")} namespaces apart",
             $"add it: kubectl label namespace {space.Metadata.Name} {Walls.NamespaceLabel}={space.Metadata.Name}")).Take(MostWitnesses);

    // What must not match matches where the label is missing, whatever the namespace; what must match is about those named.
    private static bool ReliesOn(NetworkPolicy policy, string space) =>
        PolicyPeers.Of(policy).Select(peer => peer.NamespaceSelector).OfType<LabelSelector>()
            .Any(selector => selector.MatchLabels?.GetValueOrDefault(Walls.NamespaceLabel) == space
                || (selector.MatchExpressions ?? []).Any(expression => expression.Key == Walls.NamespaceLabel && (expression.Operator != "In" || expression.Values?.Contains(space) == true)));
}
