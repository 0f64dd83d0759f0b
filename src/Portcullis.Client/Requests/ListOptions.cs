namespace Portcullis.Client.Requests;

/// <summary>Which objects a LIST answers with, and from which version of the world.</summary>
public sealed record ListOptions
{
    /// <summary>A label selector in its text form, such as <c>app=web,tier!=db</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector, such as <c>spec.nodeName=worker-a</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The most objects in one page; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The token of the page before.</summary>
    public string? Continue { get; init; }

    /// <summary>Null for the most recent state (a quorum read); <c>0</c> for any the server has at hand.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>Exact</c> or <c>NotOlderThan</c>; only together with <see cref="ResourceVersion"/>.</summary>
    public string? ResourceVersionMatch { get; init; }
}
