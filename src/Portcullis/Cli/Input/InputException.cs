namespace Portcullis.Cli.Input;

/// <summary>What was given to read cannot be read: the command ends with <see cref="ExitCode.CannotAnswer"/>.</summary>
/// <remarks>Not a fault of the program: the lines are for the user, and nobody wants a stack trace with them.</remarks>
internal sealed class InputException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="lines">What is wrong, a line each; at least one.</param>
    public InputException(params IReadOnlyList<string> lines)
        : base(string.Join(Environment.NewLine, lines)) => Lines = lines;

    /// <summary>What is wrong, a line each.</summary>
    public IReadOnlyList<string> Lines { get; }
}
