using System.Text;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Creating;

/// <summary>Variables that a caller gives to every container of a stack: flags, mostly. Prints names, never values.</summary>
public sealed class StackEnv
{
    /// <summary>The most variables of one stack.</summary>
    public const int MostNames = 100;

    /// <summary>The most bytes of all values together; a Secret can hold 1 MiB.</summary>
    public const int MostBytes = 256 * 1024;

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    private StackEnv()
    {
    }

    /// <summary>No variables.</summary>
    public static StackEnv None { get; } = new();

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _values.Keys];

    /// <summary>Takes variables in, or says everything that is wrong with them.</summary>
    /// <param name="values">Names and values.</param>
    /// <param name="problems">Where problems go, by paths below <c>env</c>.</param>
    public static StackEnv Of(IEnumerable<KeyValuePair<string, string>> values, ICollection<ProblemDetail> problems)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(problems);
        var env = new StackEnv();
        var bytes = 0;
        foreach (var (name, value) in values)
        {
            if (!IsName(name))
            {
                problems.Add(new("env", "is no name of a variable", Found: name.Length <= 64 ? name : name[..64], Allowed: "letters, digits and underscores, the first no digit, at most 253"));
            }
            else if (value.Contains('\0', StringComparison.Ordinal))
            {
                problems.Add(new($"env.{name}", "must not contain a NUL character"));
            }
            else if (!env._values.TryAdd(name, value))
            {
                problems.Add(new($"env.{name}", "is given twice"));
            }

            bytes += Encoding.UTF8.GetByteCount(value);
        }

        if (env._values.Count > MostNames || bytes > MostBytes)
        {
            problems.Add(new("env", "is too much", Allowed: $"{MostNames} variables, {MostBytes} bytes of values together"));
        }

        return env;
    }

    /// <summary>Just the names.</summary>
    public override string ToString() => string.Join(", ", _values.Keys);

    /// <summary>The values as a Secret holds them.</summary>
    internal Dictionary<string, byte[]> ToData() => _values.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value), StringComparer.Ordinal);

    // Narrower than what Kubernetes takes: names are keys of a Secret, stand in an annotation, and shells must be able to say them.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 253 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
