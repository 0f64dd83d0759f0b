using System.Globalization;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>How a container of an image behaves; names under <c>simulated/</c> are special, every other image just runs.</summary>
/// <param name="PullFails">The image cannot be pulled.</param>
/// <param name="Exits">The container ends by itself after a short run.</param>
/// <param name="ExitCode">With what code.</param>
/// <param name="ExitReason">And for what reason.</param>
/// <param name="IgnoresTerm">Only KILL stops it.</param>
/// <param name="NeverReady">Its readiness probe keeps failing.</param>
/// <param name="ExtraStartDelay">Time to start beyond the usual.</param>
internal sealed record SimulatedImage(
    bool PullFails = false,
    bool Exits = false,
    int ExitCode = 0,
    string ExitReason = "Completed",
    bool IgnoresTerm = false,
    bool NeverReady = false,
    TimeSpan ExtraStartDelay = default)
{
    private const string Family = "simulated/";

    private static readonly SimulatedImage Ordinary = new();

    /// <summary>Nothing about it is special.</summary>
    public bool IsOrdinary => this == Ordinary;

    public static SimulatedImage Parse(string image)
    {
        var at = image.LastIndexOf(Family, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && image[at - 1] != '/'))
        {
            return new SimulatedImage();
        }

        var name = image[(at + Family.Length)..].Split(':');
        var number = name.Length > 1 && int.TryParse(name[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        return name[0] switch
        {
            "pull-fails" => new SimulatedImage(PullFails: true),
            "crash" => new SimulatedImage(Exits: true, ExitCode: number ?? 1, ExitReason: "Error"),
            "oom" => new SimulatedImage(Exits: true, ExitCode: 137, ExitReason: "OOMKilled"),
            "completes" => new SimulatedImage(Exits: true),
            "slow" => new SimulatedImage(ExtraStartDelay: TimeSpan.FromSeconds(number ?? 10)),
            "ignores-term" => new SimulatedImage(IgnoresTerm: true),
            "never-ready" => new SimulatedImage(NeverReady: true),
            _ => new SimulatedImage(),
        };
    }
}
