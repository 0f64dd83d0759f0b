using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Amazon's, of EKS and its VPC network plug-in.</summary>
internal static class AmazonKinds
{
    private const string Policies = "networking.k8s.aws";
    private const string Resources = "vpcresources.k8s.aws";
    private const string Docs = "https://docs.aws.amazon.com/eks/latest/userguide/";
    private const string Derived = "what the plug-in derives from policies, for its agents";
    private const string Controller = "https://github.com/aws/amazon-network-policy-controller-k8s";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Policies, "ClusterNetworkPolicy", Cluster, Undoes, "may come before NetworkPolicies and allow what they deny", Docs + "cni-network-policy.html"),
        new(Policies, "ApplicationNetworkPolicy", OneNamespace, Undoes, "adds names of hosts to what NetworkPolicies allow", Docs + "auto-net-pol.html"),
        new(Policies, "PolicyEndpoint", OneNamespace, None, Derived, Controller),
        new(Policies, "ClusterPolicyEndpoint", Cluster, None, Derived, Controller),
        new(Resources, "SecurityGroupPolicy", OneNamespace, Undoes, "gives pods an interface of their own, with security groups, where NetworkPolicies may not be enforced", Docs + "security-groups-for-pods.html"),
        new(Resources, "CNINode", Cluster, None, "the plug-in's own bookkeeping", Docs + "security-groups-for-pods.html"),
        new("crd.k8s.amazonaws.com", "ENIConfig", Cluster, None, "chooses the network that pods get addresses of; policies act on what then passes", Docs + "cni-custom-network.html"),
    ];
}
