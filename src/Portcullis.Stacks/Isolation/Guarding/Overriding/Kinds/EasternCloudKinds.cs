using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Alibaba's, Huawei's and Tencent's.</summary>
internal static class EasternCloudKinds
{
    private const string Alibaba = "network.alibabacloud.com";
    private const string AlibabaDocs = "https://help.aliyun.com/en/ack/ack-managed-and-ack-dedicated/user-guide/";
    private const string Huawei = "crd.yangtse.cni";
    private const string HuaweiDocs = "https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0288.html";
    private const string Tencent = "networking.tke.cloud.tencent.com";
    private const string TencentResources = "vpcresources.tke.cloud.tencent.com";
    private const string TencentDocs = "https://www.tencentcloud.com/document/product/457/38970";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Alibaba, "GlobalNetworkPolicy", Cluster, Undoes, "adds to what NetworkPolicies allow, in every namespace that it selects", AlibabaDocs + "using-ack-globalnetworkpolicy"),
        new(Alibaba, "TrafficPolicy", OneNamespace, Undoes, "the first rule that matches decides, and may allow what NetworkPolicies deny", AlibabaDocs + "use-trafficpolicy-to-manage-agent-network-access"),
        new(Alibaba, "GlobalTrafficPolicy", Cluster, Undoes, "as TrafficPolicy, for the whole cluster", AlibabaDocs + "use-trafficpolicy-to-manage-agent-network-access"),
        new(Alibaba, "PodNetworking", Cluster, Undoes, "gives selected pods an interface of their own, with security groups, where NetworkPolicies may not be enforced", AlibabaDocs + "configure-a-static-ip-address-a-separate-vswitch-and-a-separate-security-group-for-each-pod"),
        new(Alibaba, "PodENI", OneNamespace, None, "the plug-in's own bookkeeping", AlibabaDocs + "work-with-terway"),
        new(Alibaba, "Node", Cluster, None, "the plug-in's own bookkeeping", AlibabaDocs + "work-with-terway"),
        new(Alibaba, "NodeRuntime", Cluster, None, "the plug-in's own bookkeeping", AlibabaDocs + "work-with-terway"),
        new(Alibaba, "NetworkInterface", Cluster, None, "the plug-in's own bookkeeping", AlibabaDocs + "work-with-terway"),
        new(Huawei, "SecurityGroup", OneNamespace, Undoes, "gives pods security groups of their own, which decide beside NetworkPolicies", HuaweiDocs),
        new(Huawei, "EIPPool", OneNamespace, Undoes, "gives pods public addresses, which no Service tells", HuaweiDocs),
        new(Huawei, "PodNetworkInterface", OneNamespace, None, "the plug-in's own bookkeeping", HuaweiDocs),
        new(TencentResources, "SecurityGroupPolicy", OneNamespace, Undoes, "gives pods an interface of their own, with security groups, where NetworkPolicies may not be enforced", TencentDocs),
        new(Tencent, "EIPClaim", OneNamespace, Undoes, "gives a pod a public address, which no Service tells", TencentDocs),
        new(Tencent, "StaticIPConfig", OneNamespace, None, "hands out addresses", TencentDocs),
        new(Tencent, "VpcIP", OneNamespace, None, "the plug-in's own bookkeeping", TencentDocs),
        new(Tencent, "VpcIPClaim", OneNamespace, None, "the plug-in's own bookkeeping", TencentDocs),
        new(Tencent, "VpcENI", Cluster, None, "the plug-in's own bookkeeping", TencentDocs),
        new(Tencent, "NodeENIConfig", Cluster, None, "the plug-in's own bookkeeping", TencentDocs),
        new(Tencent, "EniIpamd", Cluster, None, "the plug-in's own bookkeeping", TencentDocs),
    ];
}
