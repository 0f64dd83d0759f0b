using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text.Json;

namespace Portcullis.Testing;

/// <summary>
/// The conformance vectors, which are not part of the repository: in the folder that <c>PORTCULLIS_CORPORA</c> names,
/// else in <c>../shared/corpora</c> beside the checkout.
/// </summary>
public static class Corpora
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "PORTCULLIS_CORPORA";

    /// <summary>Finds the folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>False when there is none: the test is to be skipped, saying so.</returns>
    /// <exception cref="DirectoryNotFoundException">The variable is set but names no folder: a mistake, not an absence.</exception>
    public static bool TryFind([NotNullWhen(true)] out string? path)
    {
        path = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(path))
        {
            return Directory.Exists(path) ? true : throw new DirectoryNotFoundException($"{Variable} names no folder: \"{path}\"");
        }

        path = Checkout.Find() is { } root ? Path.GetFullPath(Path.Combine(root, "..", "shared", "corpora")) : null;
        if (Directory.Exists(path))
        {
            return true;
        }

        path = null;
        return false;
    }

    /// <summary>Reads one file, a case at a time. Each case is its own copy and stays valid.</summary>
    /// <param name="path">The folder that <see cref="TryFind"/> gave.</param>
    /// <param name="name">The file without its endings: <c>networkpolicy/random</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="JsonException">A line is no JSON.</exception>
    public static IEnumerable<JsonElement> Read(string path, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(path, $"{name}.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line);
                yield return document.RootElement.Clone();
            }
        }
    }
}
