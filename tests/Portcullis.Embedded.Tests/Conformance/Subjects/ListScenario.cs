using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Lists: selectors, pages, versions and tables.</summary>
internal static class ListScenario
{
    private const string Ours = "labelSelector=suite";

    public static Scenario Scenario { get; } = new("lists",
    [
        .. new[] { "a", "b", "c", "d", "e" }.Select(n =>
            Post($"make-{n}", "configmaps", $$$$"""{"metadata":{"name":"{{{{n}}}}","labels":{"suite":"x","letter":"{{{{n}}}}"}},"data":{"k":"v"}}""")),
        Get("root-certificate", "configmaps/kube-root-ca.crt") with { RecordUntil = new(200, null, null) },
        Get("all", $"configmaps?{Ours}"),
        By("equals", "letter=a,suite"),
        By("double-equals", "letter==a"),
        By("not-equals", "suite,letter!=a"),
        By("in", "letter in (a, b)"),
        By("not-in", "suite,letter notin (a,b)"),
        By("exists-not", "suite,!color"),
        By("never", "suite,!letter"),
        By("bad-operator", "letter like a"),
        By("bad-comma", "letter,,"),
        By("bad-key", "a b=c"),
        By("bad-value", "letter=$$"),
        By("in-without-values", "letter in ()"),
        By("unclosed", "letter in (a"),
        By("greater", "letter>1"),
        By("bad-greater", "letter>x"),
        Get("by-name", "configmaps?fieldSelector=metadata.name%3Da"),
        Get("by-names", "configmaps?fieldSelector=metadata.name!%3Da,metadata.namespace%3D$(ns)&" + Ours),
        Get("bad-field", "configmaps?fieldSelector=data.k%3Dv"),
        Get("bad-field-syntax", "configmaps?fieldSelector=metadata.name"),
        Get("page-one", $"configmaps?{Ours}&limit=2"),
        Get("page-two", $"configmaps?{Ours}&limit=2&continue=$(page-one:metadata.continue)"),
        Get("page-three", $"configmaps?{Ours}&limit=2&continue=$(page-two:metadata.continue)"),
        Get("page-with-field", "secrets?limit=500&fieldSelector=metadata.name%3Dnone"),
        Get("page-exact", $"configmaps?{Ours}&limit=5"),
        Get("page-bad-token", "configmaps?limit=2&continue=nonsense"),
        Get("page-token-and-version", "configmaps?limit=2&continue=$(page-one:metadata.continue)&resourceVersion=$(all:metadata.resourceVersion)"),
        Get("bad-limit", "configmaps?limit=many"),
        Get("negative-limit", $"configmaps?{Ours}&limit=-1"),
        Get("version-zero", $"configmaps?{Ours}&resourceVersion=0") with { Unordered = true },
        Get("version-at-least", $"configmaps?{Ours}&resourceVersion=$(make-e:metadata.resourceVersion)&resourceVersionMatch=NotOlderThan") with { Unordered = true },
        Get("version-exact", $"configmaps?{Ours}&resourceVersion=$(make-c:metadata.resourceVersion)&resourceVersionMatch=Exact"),
        Get("version-bad", "configmaps?resourceVersion=x"),
        Get("match-unknown", "configmaps?resourceVersion=1&resourceVersionMatch=Roughly"),
        Get("match-without-version", "configmaps?resourceVersionMatch=Exact"),
        Get("match-exact-zero", "configmaps?resourceVersion=0&resourceVersionMatch=Exact"),
        Get("get-version-zero", "configmaps/a?resourceVersion=0"),
        Get("get-version-bad", "configmaps/a?resourceVersion=x"),
        Get("empty", "leases?limit=1") with { Path = "/apis/coordination.k8s.io/v1/namespaces/$(ns)/leases?limit=1" },
        Get("everywhere", $"/api/v1/configmaps?labelSelector=suite%3Dx&fieldSelector=metadata.namespace%3D$(ns)"),
    ]);

    private static Exchange By(string name, string selector) => Get($"by-{name}", $"configmaps?labelSelector={Uri.EscapeDataString(selector)}");
}
