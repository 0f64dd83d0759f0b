using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portcullis.Testing;

namespace Portcullis.Tests.Documentation;

/// <summary>What the documents say of the sources must be so.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. Directory.GetFiles(Checkout.Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md"))
        .Select(path => Path.GetRelativePath(Checkout.Root, path))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Paths_and_links_in_documents_exist(string document)
    {
        var text = Read(document);
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, document))!;

        var missing = SourcePath().Matches(text).Select(match => Path.Combine(Checkout.Root, match.Groups[1].Value))
            .Concat(Link().Matches(text).Select(match => Path.Combine(folder, match.Groups[1].Value)))
            .Where(path => !File.Exists(path) && !Directory.Exists(path))
            .Distinct();

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Readme_names_the_two_commands()
    {
        var lines = Read("README.md").Split('\n');

        lines.ShouldContain("API_KEY=secret dotnet run --project src/Portcullis -- serve --embedded");
        lines.ShouldContain("dotnet test");
    }

    [Fact]
    public void Every_reason_has_its_line_in_the_api_document()
    {
        var reasons = typeof(Portcullis.Stacks.Problems.StackReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

        Reason().Matches(Read("docs/api.md")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(reasons);
    }

    [Fact]
    public void Every_lint_code_has_its_line_in_the_document_of_the_command_line()
    {
        var codes = typeof(Portcullis.Policy.Network.Lint.LintCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

        LintCode().Matches(Read("docs/cli.md")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(codes);
    }

    [Fact]
    public void Every_package_has_its_line_in_the_dependencies_document()
    {
        var pinned = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value).Order(StringComparer.Ordinal);
        var document = Read("docs/dependencies.md");
        var told = Package().Matches(document[..document.IndexOf("## Written by hand", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value);

        told.Order(StringComparer.Ordinal).ShouldBe(pinned);
    }

    [Fact]
    public void Types_that_the_architecture_names_exist()
    {
        var files = ((string[])["src", "tests"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetFileName(path).Split('.')[0])
            .ToHashSet(StringComparer.Ordinal);

        TypeName().Matches(Read("ARCHITECTURE.md")).Select(match => match.Groups[1].Value)
            .Where(type => type != nameof(TimeProvider) && !files.Contains(type))
            .ShouldBeEmpty();
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(Checkout.Root, document)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"`((?:src|tests|docs|bench|deploy|\.ci)/[\w./-]+)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `([A-Z][A-Za-z]+)` \| \d{3} \|", RegexOptions.Multiline)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| ", RegexOptions.Multiline)]
    private static partial Regex LintCode();

    [GeneratedRegex(@"^\| `([\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Package();

    [GeneratedRegex(@"`([A-Z][a-z]+[A-Z]\w+)(?:\.\w+)?`")]
    private static partial Regex TypeName();
}
