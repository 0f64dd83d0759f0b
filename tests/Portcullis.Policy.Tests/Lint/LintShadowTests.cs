using Portcullis.Policy.Network.Lint;

namespace Portcullis.Policy.Tests.Lint;

public class LintShadowTests
{
    [Theory]
    [InlineData("{podSelector: {}}", "{podSelector: {}}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}", "{podSelector: {matchLabels: {app: web}}}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}", "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 80}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: 1, endPort: 1024}]}]}", "{podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80, endPort: 90}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}")]
    [InlineData("{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, db]}]}}", "{podSelector: {matchLabels: {app: web}}}")]
    public void Policy_that_another_says_more_widely_changes_nothing(string wide, string narrow)
    {
        var finding = Looking.Only(Worlds.With(wide, "wide") + Worlds.Policy(narrow, "narrow"), LintCodes.Shadowed);

        finding.Object.ShouldBe("shop/narrow");
        finding.Message.ShouldStartWith("shop/wide already isolates these pods");
    }

    [Theory]
    [InlineData("{podSelector: {}, policyTypes: [Egress]}", "{podSelector: {}}")]
    [InlineData("{podSelector: {matchLabels: {app: web}}}", "{podSelector: {}}")]
    [InlineData("{podSelector: {}}", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: 80}]}]}", "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: UDP}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 8.0.0.0/6}}]}]}")]
    [InlineData("{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]}", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}")]
    public void Policy_that_isolates_or_allows_more_is_not_told(string one, string other) =>
        Looking.At(Worlds.With(one, "one") + Worlds.Policy(other, "other")).ShouldNotContain(finding => finding.Code == LintCodes.Shadowed && finding.Object == "shop/other");
}
