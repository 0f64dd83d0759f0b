using Portcullis.Cli.Input;
using Portcullis.Configuration;

namespace Portcullis.Cli;

/// <summary>What the <c>STACK_</c> variables say, for commands that ask as the service would and do not serve.</summary>
internal static class StackConfiguration
{
    private const string Prefix = "STACK_";

    /// <summary>Reads them; the other variables, the API key among them, are left alone.</summary>
    /// <param name="terminal">Whose environment.</param>
    /// <exception cref="InputException">A value is not allowed.</exception>
    public static PortcullisConfiguration Read(Terminal terminal)
    {
        var environment = terminal.Environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        return PortcullisConfiguration.Read(environment, embedded: true) switch
        {
            ConfigurationResult.Valid(var configuration, _) => configuration,
            ConfigurationResult.Invalid(var problems, _) => throw new InputException([.. problems.Select(problem => problem.ToString()!)]),
            _ => throw new InvalidOperationException("unknown kind of result"),
        };
    }
}
