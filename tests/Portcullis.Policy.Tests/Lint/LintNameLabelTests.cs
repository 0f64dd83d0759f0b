using Portcullis.Policy.Network.Lint;

namespace Portcullis.Policy.Tests.Lint;

/// <summary>The policy of a well-known guide, which shuts the stacks out by the label that names a namespace.</summary>
public class LintNameLabelTests
{
    private const string Guide = "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [stacks]}]}}]}]}";

    [Fact]
    public void Guide_policy_holds_where_the_namespaces_have_the_label() => Looking.At(Worlds.With(Guide)).ShouldBeEmpty();

    [Fact]
    public void Guide_policy_lets_the_stacks_in_where_they_lack_it()
    {
        var finding = Looking.Only(Unlabelled(Guide), LintCodes.NameLabelMissing);

        finding.Path.ShouldBe("spec.ingress[0].from[0].namespaceSelector");
        finding.Message.ShouldBe("the namespace stacks has no label \"kubernetes.io/metadata.name\" (Kubernetes sets it since 1.21), and what lacks the label passes \"kubernetes.io/metadata.name notin (stacks)\": traffic from stacks is allowed, though excluded by name");
        finding.Fix.ShouldContain("kubectl label namespace");
    }

    [Fact]
    public void Selecting_by_name_shuts_out_what_lacks_the_label() =>
        Looking.Only(Unlabelled("{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: stacks}}}]}]}"), LintCodes.NameLabelMissing)
            .Message.ShouldContain("does not match it: traffic from it is not allowed");

    [Fact]
    public void Namespaces_that_are_not_excluded_by_name_pass_as_well() =>
        Looking.Only(Unlabelled(Guide.Replace("[stacks]", "[shop]", StringComparison.Ordinal)), LintCodes.NameLabelMissing).Message.ShouldContain("whatever its name");

    private static string Unlabelled(string spec) => Worlds.With(spec).Replace(", labels: {kubernetes.io/metadata.name: stacks}", "", StringComparison.Ordinal);
}
