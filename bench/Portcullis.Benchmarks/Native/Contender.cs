using System.Globalization;
using Portcullis.Benchmarks.Stacks;

namespace Portcullis.Benchmarks.Native;

/// <summary>One way to run the program, and what was measured of it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="program">The path of the native program; null for the assemblies beside this one.</param>
internal sealed class Contender(string name, string? program)
{
    public string? Program { get; } = program;

    /// <summary>What it finds in its environment besides.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public Samples Ready { get; } = new();

    public Samples First { get; } = new();

    public Samples Create { get; } = new();

    public Samples Check { get; } = new();

    public long ResidentBytes { get; set; }

    /// <summary>The variables that everybody gets, and its own.</summary>
    public IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> shared) => shared.Concat(Environment).ToDictionary();

    /// <summary>The medians, as JSON.</summary>
    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"program": "{{name}}", "ready_ms": {{Ready.Median():0}}, "first_create_ms": {{First.Median():0.0}}, "create_p50_ms": {{Create.Median():0.00}}, "rss_mb_1767": {{ResidentBytes / 1048576.0:0.0}}, "policy_check_ms": {{Check.Median():0}}, "size_mb": {{SizeInBytes() / 1048576.0:0.0}}}""");

    // Of the assemblies those that are not the runtime's, which has to be installed.
    private long SizeInBytes() => Program is not null
        ? new FileInfo(Program).Length
        : new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*.dll").Where(file => file.Name is not ("Portcullis.Benchmarks.dll" or "Portcullis.ControlPlane.dll" or "Portcullis.Testing.dll")).Sum(file => file.Length);
}
