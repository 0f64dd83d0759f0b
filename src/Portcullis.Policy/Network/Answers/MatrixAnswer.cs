namespace Portcullis.Policy.Network.Answers;

/// <summary>The answer to a question about all pairs.</summary>
public abstract record MatrixAnswer
{
    private MatrixAnswer()
    {
    }

    /// <summary>The pairs were judged.</summary>
    /// <param name="Matrix">Who can reach whom.</param>
    /// <param name="Caveats">What keeps rows and columns from being proven by policies alone, in sentences.</param>
    public sealed record Judged(ReachMatrix Matrix, IReadOnlyList<string> Caveats) : MatrixAnswer;

    /// <summary>There is no answer.</summary>
    /// <param name="Reasons">Why, in sentences; at least one.</param>
    public sealed record Unanswerable(IReadOnlyList<string> Reasons) : MatrixAnswer;
}
