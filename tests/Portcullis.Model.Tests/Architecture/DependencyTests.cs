using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portcullis.Testing;

namespace Portcullis.Model.Tests.Architecture;

/// <summary>Which project may know which. An arrow that is not in the table is a decision, to be taken there.</summary>
public sealed class DependencyTests
{
    private const string Program = "Portcullis";
    private const string Embedded = "Portcullis.Embedded";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Portcullis.Model"] = [],
        ["Portcullis.Yaml"] = ["Portcullis.Model"],
        ["Portcullis.Client"] = ["Portcullis.Yaml", "Portcullis.Model"],
        ["Portcullis.Policy"] = ["Portcullis.Model"],
        ["Portcullis.Admission"] = ["Portcullis.Yaml", "Portcullis.Model"],
        [Embedded] = ["Portcullis.Policy", "Portcullis.Model"],
        ["Portcullis.Stacks"] = ["Portcullis.Client", "Portcullis.Admission", "Portcullis.Policy", "Portcullis.Model"],
        [Program] = ["Portcullis.Stacks", Embedded, "Portcullis.Client", "Portcullis.Admission", "Portcullis.Policy", "Portcullis.Yaml", "Portcullis.Model"],
    };

    private static readonly string[] Pure = ["Portcullis.Model", "Portcullis.Policy", "Portcullis.Admission"];

    [Fact]
    public void Projects_are_those_of_the_table() =>
        SourceProject.All.Select(project => project.Name).Order().ShouldBe(Allowed.Keys.Order());

    [Fact]
    public void Reference_of_a_project_is_in_the_table() =>
        Edges(project => project.Projects).ShouldBeEmpty();

    // References reach through other projects, so a project could use what it does not itself reference.
    [Fact]
    public void Name_used_in_a_source_file_is_of_a_project_in_the_table() =>
        Edges(project => project.Sources().SelectMany(source => ProjectsNamedIn(source.Code))).ShouldBeEmpty();

    [Fact]
    public void Embedded_cluster_is_used_by_the_command_line_alone() =>
        SourceProject.All.Single(project => project.Name == Program).Sources()
            .Where(source => !source.Path.StartsWith("Cli/", StringComparison.Ordinal) && ProjectsNamedIn(source.Code).Contains(Embedded))
            .Select(source => $"{Program}/{source.Path} -> {Embedded}")
            .ShouldBeEmpty();

    // Its reader is kubectl's YAML 1.1, which no package reads.
    [Fact]
    public void Yaml_is_read_by_one_project_without_a_package() =>
        SourceProject.All.Where(project => project.Packages.Any(package => package.Contains("yaml", StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();

    [Fact]
    public void Pure_project_has_no_packages() =>
        SourceProject.All.Where(project => Pure.Contains(project.Name)).SelectMany(project => project.Packages.Select(package => $"{project.Name} -> {package}")).ShouldBeEmpty();

    // What they may not use is for the compiler to refuse; here only that it is told so.
    [Fact]
    public void Pure_project_is_built_with_the_list_of_what_it_may_not_use()
    {
        var list = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Build.props")).Descendants("AdditionalFiles")
            .Single(item => item.Attribute("Include")!.Value.EndsWith("BannedSymbols.Pure.txt", StringComparison.Ordinal));
        var condition = list.Parent!.Attribute("Condition")!.Value;

        Pure.ShouldAllBe(name => condition.Contains($"'$(MSBuildProjectName)' == '{name}'"));
        var banned = File.ReadAllLines(Path.Combine(Checkout.Root, "BannedSymbols.Pure.txt")).Select(line => line.Split(';')[0]).ToList();
        foreach (var symbol in (string[])["N:System.Net.Http", "N:System.Threading.Tasks", "N:Microsoft.AspNetCore", "N:Microsoft.Extensions.Logging", "T:System.TimeProvider", "T:System.IO.File"])
        {
            banned.ShouldContain(symbol);
        }
    }

    private static IEnumerable<string> Edges(Func<SourceProject, IEnumerable<string>> used) =>
        from project in SourceProject.All
        from target in used(project).Distinct()
        where target != project.Name && !Allowed[project.Name].Contains(target)
        select $"{project.Name} -> {target}";

    private static IEnumerable<string> ProjectsNamedIn(string code) =>
        Allowed.Keys.Where(name => name != Program && Regex.IsMatch(code, $@"\b{Regex.Escape(name)}\b"));
}
