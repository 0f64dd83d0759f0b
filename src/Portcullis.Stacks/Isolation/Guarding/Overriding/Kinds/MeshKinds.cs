using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Service meshes': proxies in or beside pods, on top of the network. None of them lets pass what NetworkPolicies deny.</summary>
internal static class MeshKinds
{
    private const string IstioSecurity = "security.istio.io";
    private const string Istio = "networking.istio.io";
    private const string IstioDocs = "https://istio.io/latest/docs/ambient/usage/networkpolicy/";
    private const string Linkerd = "policy.linkerd.io";
    private const string LinkerdDocs = "https://linkerd.io/2/reference/authorization-policy/";
    private const string Kuma = "kuma.io";
    private const string KumaDocs = "https://kuma.io/docs/latest/policies/";
    private const string Proxy = "is asked by a proxy, after the network let the packet through";
    private const string Routes = "tells proxies where to go; the network still decides whether they get there";

    /// <summary>Their API groups.</summary>
    public static IReadOnlyList<string> Groups { get; } = [IstioSecurity, Istio, Linkerd, Kuma];

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(IstioSecurity, "AuthorizationPolicy", OneNamespace, None, Proxy, IstioDocs),
        new(IstioSecurity, "PeerAuthentication", OneNamespace, None, Proxy, IstioDocs),
        new(IstioSecurity, "RequestAuthentication", OneNamespace, None, Proxy, IstioDocs),
        new(Istio, "ServiceEntry", OneNamespace, None, Routes, IstioDocs),
        new(Istio, "Sidecar", OneNamespace, None, Routes, IstioDocs),
        new(Istio, "VirtualService", OneNamespace, None, Routes, IstioDocs),
        new(Istio, "DestinationRule", OneNamespace, None, Routes, IstioDocs),
        new(Istio, "EnvoyFilter", OneNamespace, None, Routes, IstioDocs),
        new(Linkerd, "AuthorizationPolicy", OneNamespace, None, Proxy, LinkerdDocs),
        new(Linkerd, "Server", OneNamespace, None, Proxy, LinkerdDocs),
        new(Linkerd, "ServerAuthorization", OneNamespace, None, Proxy, LinkerdDocs),
        new(Linkerd, "NetworkAuthentication", OneNamespace, None, Proxy, LinkerdDocs),
        new(Linkerd, "MeshTLSAuthentication", OneNamespace, None, Proxy, LinkerdDocs),
        new(Linkerd, "EgressNetwork", OneNamespace, None, Proxy, LinkerdDocs),
        new(Kuma, "MeshTrafficPermission", OneNamespace, None, Proxy, KumaDocs + "meshtrafficpermission/"),
        new(Kuma, "TrafficPermission", Cluster, None, Proxy, KumaDocs),
        new(Kuma, "MeshExternalService", OneNamespace, None, Routes, KumaDocs),
    ];
}
