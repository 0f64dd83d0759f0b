using Portcullis.Hosting;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Tests.Hosting;

/// <summary>Pod Security labels of the stack namespace are held against the profiles.</summary>
public class NamespaceWarningsTests
{
    [Fact]
    public void Shipped_namespace_fits_the_built_in_profiles()
    {
        var text = File.ReadAllText(Path.Combine(Testing.Checkout.Root, "deploy", "namespace.yaml"));
        text.ShouldContain("enforce: baseline");
        NamespaceWarnings.Find(Namespace("baseline", "restricted", "restricted"), new()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "does not enforce Pod Security level baseline")]
    [InlineData("privileged", "does not enforce Pod Security level baseline")]
    [InlineData("restricted", "enforces Pod Security level restricted: stacks of looser profiles are refused")]
    public void Level_that_does_not_fit_is_named(string? enforce, string said) =>
        NamespaceWarnings.Find(Namespace(enforce, "restricted", "restricted"), new()).ShouldHaveSingleItem().ShouldContain(said);

    [Fact]
    public void Missing_audit_and_warn_are_named()
    {
        var warnings = NamespaceWarnings.Find(Namespace("baseline", null, null), new());
        warnings.Count.ShouldBe(2);
        warnings[0].ShouldEndWith("kubectl label namespace stacks pod-security.kubernetes.io/audit=restricted");
    }

    private static Namespace Namespace(string? enforce, string? audit, string? warn)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (mode, level) in ((string, string?)[])[("enforce", enforce), ("audit", audit), ("warn", warn)])
        {
            if (level is not null)
            {
                labels[$"pod-security.kubernetes.io/{mode}"] = level;
            }
        }

        return new() { Metadata = new() { Name = "stacks", Labels = labels } };
    }
}
