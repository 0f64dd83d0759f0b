namespace Portcullis.Policy.Network.Lint;

/// <summary>The kinds of findings. Scripts rely on the words: append, never rename.</summary>
public static class LintCodes
{
    /// <summary>The API server refuses the object.</summary>
    public const string InvalidObject = "InvalidObject";

    /// <summary><c>endPort</c> beside a port by name, which the API server refuses.</summary>
    public const string EndPortWithNamedPort = "EndPortWithNamedPort";

    /// <summary>A field that the API does not have, which the API server drops.</summary>
    public const string UnknownField = "UnknownField";

    /// <summary>An empty rule, which allows everything.</summary>
    public const string EmptyRuleAllowsAll = "EmptyRuleAllowsAll";

    /// <summary>An empty list of peers or ports, which restricts nothing.</summary>
    public const string EmptyListAllowsAll = "EmptyListAllowsAll";

    /// <summary>A namespace selector and a pod selector as two entries, which means either.</summary>
    public const string SplitPeer = "SplitPeer";

    /// <summary>Peers and ports as two rules, which means either.</summary>
    public const string SplitRule = "SplitRule";

    /// <summary>Rules of a direction that <c>policyTypes</c> leaves out.</summary>
    public const string RulesWithoutType = "RulesWithoutType";

    /// <summary>A policy about egress that, without <c>policyTypes</c>, denies ingress too.</summary>
    public const string IngressDeniedUnasked = "IngressDeniedUnasked";

    /// <summary>A policy that selects no pod.</summary>
    public const string SelectsNoPod = "SelectsNoPod";

    /// <summary>A peer that matches no pod.</summary>
    public const string PeerMatchesNothing = "PeerMatchesNothing";

    /// <summary><c>NotIn</c> or <c>DoesNotExist</c>, which match whatever lacks the label.</summary>
    public const string MatchesUnlabelled = "MatchesUnlabelled";

    /// <summary>Namespaces without the name label that a policy relies on.</summary>
    public const string NameLabelMissing = "NameLabelMissing";

    /// <summary>An address block over addresses of pods or services.</summary>
    public const string BlockCoversCluster = "BlockCoversCluster";

    /// <summary>An address block of a family that the cluster does not have.</summary>
    public const string BlockOfAbsentFamily = "BlockOfAbsentFamily";

    /// <summary>A port name that no pod has.</summary>
    public const string UnknownPortName = "UnknownPortName";

    /// <summary>The port of a service where the port of its pods counts.</summary>
    public const string ServicePortNotTargetPort = "ServicePortNotTargetPort";

    /// <summary>Egress is limited and DNS is not among what is allowed.</summary>
    public const string EgressWithoutDns = "EgressWithoutDns";

    /// <summary>A policy that changes nothing, because others say the same or more.</summary>
    public const string Shadowed = "Shadowed";

    /// <summary>A policy that selects pods on the network of their node.</summary>
    public const string SelectsHostNetwork = "SelectsHostNetwork";

    /// <summary>An address block that readers do not read alike.</summary>
    public const string UnclearBlock = "UnclearBlock";
}
