namespace Portcullis.Stacks.Problems;

/// <summary>A command on stacks did not do what was asked; the API maps <see cref="Problem"/> in one place.</summary>
public sealed class StackException : Exception
{
    /// <summary>Carries <paramref name="problem"/> to whoever maps it.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">What led to it, for the log.</param>
    public StackException(StackProblem problem, Exception? inner = null)
        : base(problem.Message, inner) => Problem = problem;

    /// <summary>What is wrong.</summary>
    public StackProblem Problem { get; }
}
