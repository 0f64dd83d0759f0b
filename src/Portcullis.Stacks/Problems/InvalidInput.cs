namespace Portcullis.Stacks.Problems;

/// <summary>Says what is wrong with a caller's input: the same mistake in the same way, whichever call it was made in.</summary>
public static class InvalidInput
{
    /// <summary>Something is wrong with a field of the request, and perhaps with the manifest, too.</summary>
    /// <param name="details">What; at least one.</param>
    public static StackException OfRequest(IReadOnlyList<ProblemDetail> details) => Of(StackReasons.InvalidRequest, details);

    /// <summary>Only the manifest is at fault.</summary>
    /// <param name="details">What; at least one.</param>
    public static StackException OfManifest(IReadOnlyList<ProblemDetail> details) => Of(StackReasons.InvalidManifest, details);

    private static StackException Of(string reason, IReadOnlyList<ProblemDetail> details)
    {
        var first = $"invalid input: {details[0].Path}: {details[0].Message}";
        return new(new(ProblemKind.BadRequest, reason, details.Count == 1 ? first : $"{first} (and {details.Count - 1} more)", details));
    }
}
