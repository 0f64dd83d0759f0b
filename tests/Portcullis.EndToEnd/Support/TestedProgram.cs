using System.Collections;
using System.Diagnostics;

namespace Portcullis.EndToEnd.Support;

/// <summary>The program that tests start as a process of its own: as it was built beside them, or the native one that a variable names.</summary>
internal static class TestedProgram
{
    /// <summary>The variable that names the native program.</summary>
    public const string Variable = "PORTCULLIS_TEST_PROGRAM";

    /// <summary>Prepares a process of it. Of the environment it sees what starting takes, and what is given.</summary>
    /// <param name="arguments">The words after its name.</param>
    /// <param name="environment">What it is to find in its environment besides.</param>
    public static ProcessStartInfo Prepare(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var native = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;
        var start = new ProcessStartInfo(native ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (native is null)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Portcullis.dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string?)entry.Value)).Where(entry => IsOfTheSystem(entry.Item1)))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // A variable of the developer's own shell must not decide what a test finds.
    private static bool IsOfTheSystem(string name) => name is "PATH" or "HOME" or "TMPDIR" or "LD_LIBRARY_PATH" || name.StartsWith("DOTNET_", StringComparison.Ordinal);
}
