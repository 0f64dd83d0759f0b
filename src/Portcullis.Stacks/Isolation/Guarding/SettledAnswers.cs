namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Answers that stay the same until policies or addresses change, so that looking often costs nothing.</summary>
internal sealed class SettledAnswers
{
    private readonly Dictionary<string, object?> _answers = new(StringComparer.Ordinal);

    /// <summary>The answer that was given before, or a new one.</summary>
    /// <param name="question">What is asked; unique.</param>
    /// <param name="ask">Finds the answer.</param>
    public T Of<T>(string question, Func<T> ask)
    {
        if (!_answers.TryGetValue(question, out var answer))
        {
            _answers.Add(question, answer = ask());
        }

        return (T)answer!;
    }

    /// <summary>Forgets every answer.</summary>
    public void Clear() => _answers.Clear();
}
