namespace Portcullis.Client.Requests;

/// <summary>What <c>/version</c> answers.</summary>
public sealed record ClusterVersion
{
    /// <summary>Such as <c>1</c>.</summary>
    public string Major { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>33</c>; some vendors append <c>+</c>.</summary>
    public string Minor { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>v1.33.2</c>.</summary>
    public string GitVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>linux/amd64</c>.</summary>
    public string Platform { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the cluster is at least of this version; false when its version cannot be read.</summary>
    /// <param name="major">The major version.</param>
    /// <param name="minor">The minor version.</param>
    public bool IsAtLeast(int major, int minor) =>
        int.TryParse(Major, out var ownMajor)
        && int.TryParse(Minor.AsSpan().TrimEnd('+'), out var ownMinor)
        && (ownMajor, ownMinor).CompareTo((major, minor)) >= 0;
}
