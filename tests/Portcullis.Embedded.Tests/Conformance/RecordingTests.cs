using Portcullis.Embedded.Tests.Conformance.Recorded;
using Portcullis.Embedded.Tests.Conformance.Running;
using Portcullis.Embedded.Tests.Support;
using RealCluster = Portcullis.ControlPlane.TestCluster;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>How recordings are made, and when they no longer count.</summary>
public sealed class RecordingTests : IDisposable
{
    /// <summary>Where <see cref="Record"/> puts the folder of the release, when not beside the other recordings.</summary>
    private const string FolderVariable = "PORTCULLIS_RECORDINGS";

    private static readonly EmbeddedClusterOptions Options = new() { Simulate = false, ServiceCidr = "10.96.0.0/16" };

    private readonly string _folder = Directory.CreateTempSubdirectory("portcullis-recording-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Scenario Small { get; } = new("small",
    [
        Ask.Post("create", "configmaps", """{"metadata":{"name":"a"}}"""),
        Ask.Get("get", "configmaps/a"),
    ]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Not a test: what <c>tests/conformance/record</c> runs, on the cluster that the tests are given.</summary>
    [Fact(Explicit = true)]
    public async Task Record()
    {
        var access = RealCluster.Access(RealCluster.Kubeconfig ?? throw new InvalidOperationException($"{RealCluster.Variable} names no cluster"));
        using var http = new HttpClient(access.CreateHandler(TimeProvider.System)) { BaseAddress = access.Server };
        using var anonymous = RecordedCluster.Anonymous(access.Server);

        var recording = await new Recorder(http, anonymous).RecordAsync(Scenarios.All, Token);

        recording.Save(Path.Combine(Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Recording.Folder, recording.Release));
    }

    [Theory]
    [InlineData("endpoints")]
    [InlineData("deletions")]
    [InlineData("watches")]
    public async Task Server_agrees_with_what_was_recorded_of_it(string name)
    {
        var scenario = Scenarios.All.Single(s => s.Name == name);
        await using (var cluster = await TestCluster.StartAsync(Options))
        {
            (await new Recorder(cluster.Http, cluster.Http).RecordAsync([scenario], Token)).Save(_folder);
        }

        var recorded = Recording.Load("1.0.0", _folder).Scenarios[name];
        await using var other = await TestCluster.StartAsync(Options);
        var answers = await new ScenarioRun(scenario, recorded.Picks, new Side(other.Http, other.Http, recorded.Picks, recorded: false)).AnswersAsync(Token);

        recorded.Changes(scenario).ShouldBeEmpty();
        answers.Count.ShouldBe(scenario.Whole.Count());
        string.Join('\n', recorded.Differences(scenario, answers)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Recording_leaves_nothing_behind()
    {
        await using var cluster = await TestCluster.StartAsync(Options);
        var before = await NamesAsync(cluster);

        await new Recorder(cluster.Http, cluster.Http).RecordAsync([.. Scenarios.All.Where(s => s.Name is "nodes" or "verbs-servicecidrs" or "namespaces")], Token);

        (await NamesAsync(cluster)).ShouldBe(before);
    }

    [Theory]
    [InlineData("/api/v1/namespaces", """{"metadata":{"name":"theirs"}}""", "namespace theirs")]
    [InlineData("/api/v1/namespaces/default/services", """{"metadata":{"name":"theirs"},"spec":{"ports":[{"port":80}]}}""", "service default/theirs")]
    [InlineData("/api/v1/namespaces/default/configmaps", """{"metadata":{"name":"theirs"}}""", "configmap default/theirs")]
    [InlineData("/api/v1/namespaces/default/pods", """{"metadata":{"name":"theirs"},"spec":{"containers":[{"name":"a","image":"x"}]}}""", "pod default/theirs")]
    public async Task Cluster_in_use_is_asked_nothing(string path, string body, string told)
    {
        await using var cluster = await TestCluster.StartAsync(Options);
        (await cluster.Post(path, body)).Code.ShouldBe(201);
        var before = await NamesAsync(cluster);

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => new Recorder(cluster.Http, cluster.Http).RecordAsync([Small], Token));

        refused.Message.ShouldEndWith(told);
        (await NamesAsync(cluster)).ShouldBe(before);
    }

    [Fact]
    public async Task Scenario_that_changes_without_its_recording_is_told_by_name()
    {
        await using var cluster = await TestCluster.StartAsync(Options);
        var recorded = (await new Recorder(cluster.Http, cluster.Http).RecordAsync([Small], Token)).Scenarios["small"];
        var (create, get) = (Small.Exchanges[0], Small.Exchanges[1]);

        recorded.Changes(Small).ShouldBeEmpty();
        recorded.Changes(Small with { Exchanges = [create with { Body = "{}" }, get] }).ShouldBe(["small/create is another request than was recorded"]);
        recorded.Changes(Small with { Exchanges = [create, get with { Accept = Ask.Table }] }).ShouldBe(["small/get is another request than was recorded"]);
        recorded.Changes(Small with { Exchanges = [create, get.UntilCode(200)] }).ShouldBe(["small/get is another request than was recorded"]);
        recorded.Changes(Small with { Exchanges = [create, get, Ask.Get("more", "configmaps")] }).ShouldBe(["small/more was never recorded"]);
        recorded.Changes(Small with { Exchanges = [create] }).ShouldBe(["small/get was recorded and is asked no more"]);
        recorded.Changes(Small with { Exchanges = [get, create] }).ShouldBe(["small has another order than was recorded"]);
    }

    /// <summary>Everything that lies in no namespace, and the namespaces.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(TestCluster cluster)
    {
        var names = new List<string>();
        foreach (var collection in new[] { "/api/v1/namespaces", "/api/v1/nodes", "/apis/networking.k8s.io/v1/servicecidrs" })
        {
            names.AddRange((await cluster.Get(collection)).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("metadata").GetProperty("name").GetString()!));
        }

        return names;
    }
}
