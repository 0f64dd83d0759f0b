namespace Portcullis.Testing;

/// <summary>Where the sources lie that these tests were built from.</summary>
public static class Checkout
{
    private const string Marker = "Portcullis.slnx";

    /// <summary>The root folder of the checkout.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a checkout.</exception>
    public static string Root => Find() ?? throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds {Marker}");

    /// <summary>The root folder of the checkout; null outside of one.</summary>
    public static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Marker)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
