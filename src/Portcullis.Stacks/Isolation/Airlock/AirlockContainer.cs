using System.Globalization;
using System.Net;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>The first init container of every stack: it ends well only once its walls are felt. Pure.</summary>
internal static class AirlockContainer
{
    /// <summary>Its name; admission refuses it to everybody else.</summary>
    public const string Name = "airlock";

    /// <summary>The variable that holds what must not answer: addresses with ports, separated by blanks.</summary>
    public const string TargetsVariable = "AIRLOCK_TARGETS";

    /// <summary>The variable that holds how long it tries, in whole seconds.</summary>
    public const string TimeoutVariable = "AIRLOCK_TIMEOUT";

    /// <summary>What it reserves. It runs alone, so a cluster counts it only for a stack that itself asks for less.</summary>
    public const long CpuMilli = 50;

    /// <summary>What it reserves, in bytes.</summary>
    public const long MemoryBytes = 16 << 20;

    // Three attempts that run into their time-outs and two self tests take some three seconds.
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(5);

    private static readonly Lazy<string> Script = new(() => ContainerScript.Read("airlock.sh"));

    /// <summary>The script that it runs.</summary>
    public static string ScriptText => Script.Value;

    /// <param name="settings">The image, and how long it tries.</param>
    /// <param name="targets">What must not answer; at least one.</param>
    public static Container Make(IsolationSettings settings, IReadOnlyList<IPEndPoint> targets)
    {
        ArgumentOutOfRangeException.ThrowIfZero(targets.Count);
        var timeout = settings.AirlockTimeout > ShortestTimeout ? settings.AirlockTimeout : ShortestTimeout;
        return new()
        {
            Name = Name,
            Image = settings.AirlockImage,
            ImagePullPolicy = "IfNotPresent",
            Command = ["sh", "-c", ScriptText],
            Env =
            [
                new() { Name = TargetsVariable, Value = string.Join(' ', targets) },
                new() { Name = TimeoutVariable, Value = ((long)Math.Ceiling(timeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture) },
            ],
            Resources = new() { Limits = ConfinedContainer.Amounts(CpuMilli, MemoryBytes), Requests = ConfinedContainer.Amounts(CpuMilli, MemoryBytes) },
            TerminationMessagePath = "/dev/termination-log",
            TerminationMessagePolicy = "File",
            SecurityContext = ConfinedContainer.Context(),
        };
    }
}
