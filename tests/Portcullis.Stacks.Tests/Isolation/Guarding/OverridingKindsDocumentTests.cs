using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Testing;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>The table of kinds in docs/isolation.md is that of the code. With <c>PORTCULLIS_WRITE_GOLDEN=1</c> it is written anew.</summary>
public sealed class OverridingKindsDocumentTests
{
    private const string Begin = "<!-- kinds -->\n";
    private const string End = "<!-- /kinds -->\n";

    private static readonly string Path = System.IO.Path.Combine(Checkout.Root, "docs", "isolation.md");

    [Fact]
    public void Table_has_every_kind_with_its_reason_and_source()
    {
        var text = File.ReadAllText(Path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("PORTCULLIS_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(Path, text[..from] + Table() + text[to..]);
        }
        else
        {
            text[from..to].ShouldBe(Table());
        }
    }

    [Fact]
    public void Every_row_is_whole()
    {
        foreach (var kind in OverridingKinds.All)
        {
            kind.Reason.ShouldNotBeNullOrWhiteSpace(kind.ToString());
            Uri.IsWellFormedUriString(kind.Source, UriKind.Absolute).ShouldBeTrue(kind.ToString());
            (kind.When is not null).ShouldBe(kind.Effect == OverridingEffect.Some, kind.ToString());
        }
    }

    private static string Table() => string.Concat(
        from row in OverridingKinds.All
        group row by row.Group into kinds
        orderby kinds.Key
        select $"\n**`{kinds.Key}`**\n\n| kind | acts on | undoes policies | because |\n|---|---|---|---|\n{string.Concat(kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal).Select(Row))}") + "\n";

    private static string Row(OverridingKind kind) => $"| [{kind.Kind}]({kind.Source}) | {Scope(kind.Scope)} | {Effect(kind.Effect)} | {kind.Reason} |\n";

    private static string Scope(OverridingScope scope) => scope switch
    {
        OverridingScope.OneNamespace => "its namespace",
        OverridingScope.OneNamespaceOrSystem => "its namespace; from `kube-system`, all",
        _ => "all",
    };

    private static string Effect(OverridingEffect effect) => effect switch
    {
        OverridingEffect.None => "no",
        OverridingEffect.Some => "some do",
        _ => "**yes**",
    };
}
