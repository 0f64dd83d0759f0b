namespace Portcullis.EndToEnd.Support;

/// <summary>Asks again and again what is proven, and whether the stacks are those of the cluster that is there.</summary>
/// <param name="api">The service.</param>
/// <param name="wallsStand">Whether the cluster that is there has walls.</param>
internal sealed class ProofWatch(ApiCaller api, Func<Task<bool>> wallsStand)
{
    // These hold by the walls alone; that nothing overrides policies, for one, is true without any, and so is S1 where
    // there is no pod of another namespace to reach.
    private static readonly string[] ByWalls = ["S2", "S3", "S6", "S9"];

    private volatile bool _isRestored;
    private volatile bool _isStopped;

    /// <summary>Reports with a proof in them, given while stacks that the cluster does not have were still listed, or it had no walls.</summary>
    public List<string> FalseProofs { get; } = [];

    public static async Task<string?> VerdictAsync(ApiCaller api) => (await api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("verdict").GetString();

    /// <summary>The statements that are proven.</summary>
    public static async Task<IReadOnlyList<string>> ProvenAsync(ApiCaller api) => Proven((await api.GetAsync("/isolation")).ShouldBe(200));

    /// <summary>From now on the cluster has other content: no stacks.</summary>
    public void Restored() => _isRestored = true;

    public void Stop() => _isStopped = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!_isStopped && !cancellationToken.IsCancellationRequested)
        {
            var isRestored = _isRestored;
            var report = (await api.GetAsync("/isolation")).ShouldBe(200);
            var proven = Proven(report);
            if (isRestored && proven.Count > 0
                && ((await api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").GetArrayLength() > 0 || (proven.Intersect(ByWalls).Any() && !await wallsStand())))
            {
                FalseProofs.Add(report.Text);
            }
        }
    }

    private static IReadOnlyList<string> Proven(ApiAnswer report) =>
        [.. report.Json.GetProperty("statements").EnumerateArray().Where(statement => statement.GetProperty("verdict").GetString() == "proven").Select(statement => statement.GetProperty("id").GetString()!)];
}
