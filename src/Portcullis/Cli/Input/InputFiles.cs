using System.Text;

namespace Portcullis.Cli.Input;

/// <summary>What <c>-f</c> names: files, folders, and <c>-</c> for standard input.</summary>
internal static class InputFiles
{
    /// <summary>How standard input is named on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>How standard input is named in messages.</summary>
    public const string StandardInputName = "standard input";

    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".jsonl", ".ndjson"];

    /// <summary>
    /// The files to read, in order. A folder stands for the manifests in it and in the folders below, by name; hidden ones
    /// (<c>.git</c>) and links to folders are passed over.
    /// </summary>
    /// <param name="given">Files, folders, <c>-</c>.</param>
    /// <exception cref="InputException">Something is not there, a folder holds nothing to read, or it is more than 64 MiB.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> given)
    {
        var files = new List<string>();
        foreach (var path in given)
        {
            if (path == StandardInput || File.Exists(path))
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(InFolder(path));
            }
            else
            {
                throw new InputException($"there is no file or folder \"{path}\"");
            }
        }

        var read = files.Distinct(StringComparer.Ordinal).ToList();
        CheckSize(read);
        return read;
    }

    /// <summary>Opens a file; malformed UTF-8, and UTF-16 with it, is met with an exception rather than read as something else.</summary>
    /// <param name="path">The file.</param>
    public static StreamReader Open(string path) => new(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);

    /// <summary>The refusal of a text that is too long.</summary>
    /// <param name="name">What it is called.</param>
    public static InputException TooLong(string name) => new($"{name}: more than 64 MiB to read");

    /// <summary>What a file is called in messages.</summary>
    /// <param name="path">As given on the command line.</param>
    public static string NameOf(string path) => path == StandardInput ? StandardInputName : path;

    private static List<string> InFolder(string folder)
    {
        try
        {
            var found = new List<string>();
            Collect(new DirectoryInfo(folder), folder, found);
            return found.Count > 0 ? found : throw new InputException($"the folder \"{folder}\" holds no {string.Join(", ", Endings[..^1])} or {Endings[^1]} file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the folder \"{folder}\" cannot be read: {e.Message}");
        }
    }

    private static void Collect(DirectoryInfo folder, string shown, List<string> found)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => !IsHidden(file) && Endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            found.Add(Path.Combine(shown, file.Name));
        }

        foreach (var below in folder.EnumerateDirectories().Where(below => !IsHidden(below) && below.LinkTarget is null).OrderBy(below => below.Name, StringComparer.Ordinal))
        {
            Collect(below, Path.Combine(shown, below.Name), found);
        }
    }

    private static bool IsHidden(FileSystemInfo entry) => entry.Name.StartsWith('.');

    /// <summary>Looks before reading: hours of a wrong disk image are spared.</summary>
    private static void CheckSize(List<string> files)
    {
        long total = 0;
        foreach (var file in files.Where(file => file != StandardInput))
        {
            total += new FileInfo(file).Length;
            if (total > InputText.Limit)
            {
                throw TooLong(file);
            }
        }
    }
}
