using Portcullis.Embedded.Tests.Conformance.Subjects;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>Every scenario.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        NamespaceScenario.Scenario,
        .. VerbScenarios.All,
        ConfigMapScenario.Scenario,
        NodeScenario.Scenario,
        ServiceAccountScenario.Scenario,
        PodScenario.Scenario,
        BadPodScenario.Scenario,
        ServiceScenario.Scenario,
        NodePortScenario.Scenario,
        QuotaScenario.Scenario,
        LimitRangeScenario.Scenario,
        NetworkPolicyScenario.Scenario,
        .. SmallKindScenarios.All,
        .. WatchScenario.All,
        ListScenario.Scenario,
        PatchScenario.Scenario,
        ApplyScenario.Scenario,
        DeletionScenario.Scenario,
        RequestScenario.Scenario,
        TableScenario.Scenario,
        ServerScenario.Scenario,
    ];
}
