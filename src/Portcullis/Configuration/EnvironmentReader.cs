using System.Globalization;
using Portcullis.Model.Quantities;
using Portcullis.Model.Time;

namespace Portcullis.Configuration;

/// <summary>Reads variables one by one and collects what is wrong with them, so that all of it is reported at once.</summary>
/// <param name="environment">The environment.</param>
internal sealed partial class EnvironmentReader(IReadOnlyDictionary<string, string> environment)
{
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>Everything found wrong so far, in the order of reading.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>Whether the variable holds anything but blanks.</summary>
    /// <param name="variable">The variable.</param>
    public bool IsSet(ConfigurationVariable variable) => Raw(variable.Name) is not null;

    /// <summary>The text of a variable that is not in the table, trimmed; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    public string? Raw(string name) =>
        environment.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>Reports a problem with a value that was read.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="allowed">What it may hold.</param>
    public void Refuse(ConfigurationVariable variable, string allowed) =>
        _problems.Add(new ConfigurationProblem(
            variable.Name,
            variable.Secret ? null : TextOrNull(variable),
            IsSet(variable) || variable.Default.Length == 0 ? allowed : $"{allowed}; this is its default"));

    /// <summary>Reports a problem with what a value points to.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="fault">What is wrong there.</param>
    public void Report(ConfigurationVariable variable, string fault) => _problems.Add(new ConfigurationProblem(variable.Name, null, fault));

    /// <summary>Whether some variables were read without a problem, so that comparing them makes sense.</summary>
    /// <param name="variables">The variables.</param>
    public bool AreFine(params IReadOnlyList<ConfigurationVariable> variables) =>
        !_problems.Exists(problem => variables.Any(variable => variable.Name == problem.Name));

    /// <summary>The value or the default; null when there is neither.</summary>
    /// <param name="variable">The variable.</param>
    public string? TextOrNull(ConfigurationVariable variable) =>
        Raw(variable.Name) ?? (variable.Default.Length > 0 ? variable.Default : null);

    /// <summary>A text that must satisfy a rule.</summary>
    /// <param name="variable">The variable; one with a default.</param>
    /// <param name="isLegal">The rule.</param>
    /// <param name="allowed">The rule in words.</param>
    public string Text(ConfigurationVariable variable, Func<string, bool> isLegal, string allowed) =>
        OptionalText(variable, isLegal, allowed) ?? variable.Default;

    /// <summary>A text that must satisfy a rule when there is one.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="isLegal">The rule.</param>
    /// <param name="allowed">The rule in words.</param>
    public string? OptionalText(ConfigurationVariable variable, Func<string, bool> isLegal, string allowed)
    {
        var text = TextOrNull(variable);
        if (text is null || isLegal(text))
        {
            return text;
        }

        Refuse(variable, allowed);
        return variable.Default.Length > 0 ? variable.Default : null;
    }

    /// <summary>Yes or no, in any spelling that Go's <c>strconv.ParseBool</c> takes, and in any case.</summary>
    /// <param name="variable">The variable.</param>
    public bool Boolean(ConfigurationVariable variable)
    {
        bool? value = TextOrNull(variable)?.ToLowerInvariant() switch
        {
            "true" or "t" or "1" => true,
            "false" or "f" or "0" => false,
            _ => null,
        };
        if (value is null)
        {
            Refuse(variable, "allowed are true and false");
        }

        return value ?? variable.Default == "true";
    }

    /// <summary>One of a few words, in any case.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="words">The words, as they are handed on.</param>
    public string Word(ConfigurationVariable variable, params IReadOnlyList<string> words)
    {
        var text = TextOrNull(variable);
        var word = words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            Refuse(variable, $"allowed {(words.Count == 1 ? "is" : "are")} {string.Join(", ", words)}");
        }

        return word ?? variable.Default;
    }

    /// <summary>A whole number within a range.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="least">The smallest.</param>
    /// <param name="most">The largest.</param>
    public int Number(ConfigurationVariable variable, int least, int most = int.MaxValue)
    {
        if (int.TryParse(TextOrNull(variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Refuse(variable, most == int.MaxValue ? $"allowed is a whole number from {least}" : $"allowed is a whole number from {least} to {most}");
        return int.Parse(variable.Default, CultureInfo.InvariantCulture);
    }

    /// <summary>A number of 0 or more, with or without a fraction.</summary>
    /// <param name="variable">The variable.</param>
    public double Rate(ConfigurationVariable variable)
    {
        if (double.TryParse(TextOrNull(variable), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate))
        {
            return rate;
        }

        Refuse(variable, "allowed is a number of 0 or more");
        return double.Parse(variable.Default, CultureInfo.InvariantCulture);
    }

    /// <summary>A Go duration above 0, or from 0 where that makes sense.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="zeroAllowed">Whether 0 is one.</param>
    public TimeSpan Duration(ConfigurationVariable variable, bool zeroAllowed = false)
    {
        if (GoDuration.TryParse(TextOrNull(variable) ?? "", out var duration) && (duration > TimeSpan.Zero || (zeroAllowed && duration == TimeSpan.Zero)))
        {
            return duration;
        }

        Refuse(variable, $"allowed is a duration {(zeroAllowed ? "of 0 or more" : "above 0")}, such as 90s, 15m or 2h30m");
        return GoDuration.TryParse(variable.Default, out var fallback) ? fallback : default;
    }

    /// <summary>A Go duration that is not too short.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="least">The shortest.</param>
    public TimeSpan Duration(ConfigurationVariable variable, TimeSpan least)
    {
        if (GoDuration.TryParse(TextOrNull(variable) ?? "", out var duration) && duration >= least)
        {
            return duration;
        }

        Refuse(variable, $"allowed is a duration of {GoDuration.Format(least)} or more, such as 90s, 15m or 2h30m");
        return GoDuration.TryParse(variable.Default, out var fallback) ? fallback : default;
    }

    /// <summary>A Go duration that is 0, or not too short.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="least">The shortest but 0.</param>
    public TimeSpan DurationOrZero(ConfigurationVariable variable, TimeSpan least)
    {
        if (GoDuration.TryParse(TextOrNull(variable) ?? "", out var duration) && (duration >= least || duration == TimeSpan.Zero))
        {
            return duration;
        }

        Refuse(variable, $"allowed is 0 or a duration of {GoDuration.Format(least)} or more, such as 90s, 15m or 2h30m");
        return GoDuration.TryParse(variable.Default, out var fallback) ? fallback : default;
    }

    /// <summary>A Kubernetes quantity above 0.</summary>
    /// <param name="variable">The variable.</param>
    public Quantity Amount(ConfigurationVariable variable)
    {
        if (Quantity.TryParse(TextOrNull(variable), out var amount) && amount.Sign > 0)
        {
            return amount;
        }

        Refuse(variable, "allowed is a Kubernetes quantity above 0, such as 500m, 16 or 32Gi");
        return Quantity.Parse(variable.Default);
    }
}
