using System.Text.Json;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>
/// Which settings of Calico's agent let pass what policies deny. Every cluster with Calico has a FelixConfiguration, so its
/// being there says nothing. <see href="https://docs.tigera.io/calico/latest/reference/resources/felixconfig"/>
/// </summary>
internal static class FelixSettings
{
    // How interfaces of pods are called under Calico's own network, Amazon's, Google's, Azure's and OpenStack's.
    private static readonly string[] PodInterfaces = ["cali", "eni", "gke", "azv", "tap"];

    /// <summary>Whether one of them is set.</summary>
    /// <param name="spec">What the object says; undefined when that is not known.</param>
    public static bool Weaken(JsonElement spec) => spec.ValueKind switch
    {
        JsonValueKind.Object => spec.EnumerateObject().Any(Weakens),
        JsonValueKind.Null => false,
        _ => true,
    };

    private static bool Weakens(JsonProperty setting) => setting.Name switch
    {
        // Rules of others come first then, and may accept.
        "chainInsertMode" => !Is(setting.Value, "Insert"),

        // A packet in a packet is not looked into.
        "allowVXLANPacketsFromWorkloads" or "allowIPIPPacketsFromWorkloads" => setting.Value.ValueKind == JsonValueKind.True,
        "workloadSourceSpoofing" => !Is(setting.Value, "Disabled"),
        "ipv6Support" => setting.Value.ValueKind == JsonValueKind.False,
        "useInternalDataplaneDriver" => setting.Value.ValueKind == JsonValueKind.False,
        "interfacePrefix" => setting.Value.ValueKind != JsonValueKind.String || setting.Value.GetString()!.Split(',').Any(prefix => !PodInterfaces.Contains(prefix.Trim(), StringComparer.Ordinal)),
        _ => false,
    };

    private static bool Is(JsonElement value, string text) => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && (value.ValueEquals("") || value.ValueEquals(text)));
}
