using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portcullis.Testing;

namespace Portcullis.Model.Tests.Architecture;

/// <summary>A project under <c>src</c>, read from the checkout.</summary>
internal sealed partial class SourceProject
{
    private readonly string _folder;

    private SourceProject(string file)
    {
        _folder = Path.GetDirectoryName(file)!;
        Name = Path.GetFileNameWithoutExtension(file);
        var items = XDocument.Load(file).Descendants().ToLookup(element => element.Name.LocalName, element => (string?)element.Attribute("Include") ?? "");
        Projects = [.. items["ProjectReference"].Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
        Packages = [.. items["PackageReference"]];
    }

    public static IReadOnlyList<SourceProject> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new SourceProject(file))];

    public string Name { get; }

    /// <summary>The projects it references.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>The packages it references.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>Its source files by their path within it, comments left out.</summary>
    public IEnumerable<(string Path, string Code)> Sources() =>
        from file in Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(_folder, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, LineComments().Replace(File.ReadAllText(file), ""));

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComments();
}
