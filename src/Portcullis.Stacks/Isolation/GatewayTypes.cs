using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Stacks.Isolation;

/// <summary>How Gateways of the Gateway API are read, which lead into a cluster by addresses of their own.</summary>
public static class GatewayTypes
{
    private const string Group = "gateway.networking.k8s.io";
    private const string Plural = "gateways";
    private const string Kind = "Gateway";

    /// <summary>The kind in each version that it may be served in, the newest first.</summary>
    public static IReadOnlyList<ResourceType<CustomObject>> Versions { get; } = [.. ((string[])["v1", "v1beta1", "v1alpha2"]).Select(Of)];

    /// <summary>The kind in a version that a cluster serves it in.</summary>
    /// <param name="version">The version.</param>
    public static ResourceType<CustomObject> Of(string version) => OverridingTypes.Of(Group, version, Plural, Kind, isNamespaced: true);

    /// <summary>Whether it is this kind.</summary>
    /// <param name="group">The API group.</param>
    /// <param name="kind">The kind.</param>
    public static bool Is(string group, string kind) => (group, kind) == (Group, Kind);

    /// <summary>Keeps of a Gateway what tells its addresses.</summary>
    internal static CustomObject Trim(CustomObject gateway) => gateway with
    {
        Metadata = new() { Name = gateway.Metadata.Name, Namespace = gateway.Metadata.Namespace, Uid = gateway.Metadata.Uid, ResourceVersion = gateway.Metadata.ResourceVersion },
    };
}
