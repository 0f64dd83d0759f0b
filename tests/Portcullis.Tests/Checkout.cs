namespace Portcullis.Tests;

/// <summary>Where the sources are that these tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution file, looked for upwards from the test binaries.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portcullis.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
