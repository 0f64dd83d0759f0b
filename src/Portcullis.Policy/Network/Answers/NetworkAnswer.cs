namespace Portcullis.Policy.Network.Answers;

/// <summary>The answer to a <see cref="NetworkQuestion"/>.</summary>
public abstract record NetworkAnswer
{
    private NetworkAnswer()
    {
    }

    /// <summary>The question was judged.</summary>
    /// <param name="Verdict">Yes or no, and why.</param>
    public sealed record Judged(NetworkVerdict Verdict) : NetworkAnswer;

    /// <summary>There is no answer: invalid objects, a pod that does not exist, or a pair of which policies do not speak.</summary>
    /// <param name="Reasons">Why, in sentences; at least one.</param>
    public sealed record Unanswerable(IReadOnlyList<string> Reasons) : NetworkAnswer;
}
