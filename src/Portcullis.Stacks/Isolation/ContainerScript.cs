namespace Portcullis.Stacks.Isolation;

/// <summary>The scripts that containers of ours run: resources of this assembly.</summary>
internal static class ContainerScript
{
    /// <summary>A script without what only people read: every write of a Pod carries it along.</summary>
    /// <param name="name">The resource's name.</param>
    public static string Read(string name)
    {
        using var stream = typeof(ContainerScript).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');
        return string.Join('\n', lines) + "\n";
    }
}
