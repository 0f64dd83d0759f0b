namespace Portcullis.Cli;

/// <summary>How every command ends. Scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Done, or the answer is yes.</summary>
    Good = 0,

    /// <summary>The answer is no: there is no such stack.</summary>
    No = 1,

    /// <summary>The question could not be answered: bad input, or something was out of reach.</summary>
    CannotAnswer = 2,
}
