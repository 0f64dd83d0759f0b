using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Network policies.</summary>
internal static class NetworkPolicyPrinter
{
    public static KindPrinter Kind { get; } = KindPrinter.Of<NetworkPolicy>(
        [TableColumn.ObjectName(), new("Pod-Selector"), TableColumn.Age()],
        (policy, now) => [policy.Metadata.Name, SelectorText.Of(policy.Spec?.PodSelector), Ages.Since(policy.Metadata.CreationTimestamp, now)]);
}
