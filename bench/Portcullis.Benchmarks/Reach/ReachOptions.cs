using System.Globalization;

namespace Portcullis.Benchmarks.Reach;

/// <summary>How large a cluster to make.</summary>
internal sealed record ReachOptions(int Pods, int Policies, int Namespaces, int Seed)
{
    public static ReachOptions Default { get; } = new(10_000, 1_000, 100, 1);

    /// <summary>Null when the arguments are none that are known.</summary>
    public static ReachOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = Default;
        for (; args.Length >= 2; args = args[2..])
        {
            if (!int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            {
                return null;
            }

            switch (args[0])
            {
                case "--pods":
                    options = options with { Pods = value };
                    break;
                case "--policies":
                    options = options with { Policies = value };
                    break;
                case "--namespaces":
                    options = options with { Namespaces = value };
                    break;
                case "--seed":
                    options = options with { Seed = value };
                    break;
                default:
                    return null;
            }
        }

        return args.IsEmpty ? options : null;
    }
}
