using System.Globalization;
using System.Text.RegularExpressions;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>What a stack's airlock felt.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Attempts">How many attempts it made; null when it did not say.</param>
/// <param name="Seconds">How long they took, in whole seconds; null when it did not say.</param>
/// <param name="Answered">Who answered last, as an address and a port; null when nobody did or it did not say.</param>
public sealed partial record AirlockOutcome(AirlockResult Result, int? Attempts = null, int? Seconds = null, string? Answered = null)
{
    // What the script exits with.
    private const int PassedCode = 0;
    private const int OpenCode = 1;

    /// <summary>Whether nothing answered, and the challenge was let start.</summary>
    public bool Passed => Result == AirlockResult.Passed;

    /// <summary>Reads how the container ended. What is not exactly what the script says counts as broken, never as passed.</summary>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="message">Its termination message.</param>
    public static AirlockOutcome Of(int? exitCode, string? message)
    {
        var said = Line().Match(message ?? "");
        var word = said.Groups["word"].Value;
        var result = (exitCode, word) switch
        {
            (PassedCode, "passed") => AirlockResult.Passed,
            (OpenCode, "open") => AirlockResult.NotEnforced,
            _ => AirlockResult.Broken,
        };
        return new(result, Number(said.Groups["attempts"]), Number(said.Groups["seconds"]), said.Groups["answered"] is { Success: true } who ? who.Value : null);
    }

    private static int? Number(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A(?<word>passed|open|broken) attempts=(?<attempts>[0-9]{1,6}) seconds=(?<seconds>[0-9]{1,6})(?: answered=(?<answered>[0-9a-f.:\[\]]{3,64}))?\n?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

/// <summary>How an airlock ended.</summary>
public enum AirlockResult
{
    /// <summary>Nothing answered, three times in a row.</summary>
    Passed,

    /// <summary>Something answered until the time was up: the network does not enforce the walls, or not yet.</summary>
    NotEnforced,

    /// <summary>It could not tell: its own test failed, or it did not end as it should.</summary>
    Broken,
}
