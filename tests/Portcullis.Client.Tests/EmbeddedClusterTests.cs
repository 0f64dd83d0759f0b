using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Configuration;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;
using Portcullis.Embedded;
using Portcullis.Embedded.Faults;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Tests;

/// <summary>The client against a whole API server, over HTTP: what both sides wrote from the same documentation must agree.</summary>
public sealed class EmbeddedClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private EmbeddedCluster _cluster = null!;
    private KubernetesClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(
            new() { Listen = new(IPAddress.Loopback, 0), Token = "t0ken", Simulate = false }, TimeProvider.System, NullLoggerFactory.Instance, Ct);
        var found = ClusterAccess.Load(new() { KubeconfigPath = _folder.Write("config", _cluster.Kubeconfig()) }, new Dictionary<string, string>());
        _client = new(found.ShouldBeOfType<ClusterAccessResult.Found>().Access, new(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _client.Dispose();
        await _cluster.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Objects_go_through_their_life()
    {
        var created = await _client.CreateAsync(ResourceTypes.ConfigMaps, "default", Map("a", "1"), Ct);
        var key = NamespacedName.Of(created.Metadata);
        var replaced = await _client.ReplaceAsync(ResourceTypes.ConfigMaps, created with { Data = new Dictionary<string, string> { ["v"] = "2" } }, Ct);
        var conflict = await Should.ThrowAsync<KubernetesApiException>(() => _client.ReplaceAsync(ResourceTypes.ConfigMaps, created, Ct));
        var taken = await Should.ThrowAsync<KubernetesApiException>(() => _client.CreateAsync(ResourceTypes.ConfigMaps, "default", Map("a", "1"), Ct));
        var patched = await _client.MergePatchAsync(ResourceTypes.ConfigMaps, key, new JsonObject { ["data"] = new JsonObject { ["w"] = "3" } }, null, Ct);
        var outcome = await _client.DeleteAsync(ResourceTypes.ConfigMaps, key, new() { Preconditions = new() { Uid = created.Metadata.Uid } }, Ct);

        replaced.Metadata.Uid.ShouldBe(created.Metadata.Uid);
        conflict.IsConflict.ShouldBeTrue();
        taken.IsAlreadyExists.ShouldBeTrue();
        patched.Data!.Keys.ShouldBe(["v", "w"], ignoreOrder: true);
        outcome.Uid.ShouldBe(created.Metadata.Uid);
        (await _client.TryGetAsync(ResourceTypes.ConfigMaps, key, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_token_is_unauthorized()
    {
        var config = _folder.Write("other", _cluster.Kubeconfig().Replace("t0ken", "wrong", StringComparison.Ordinal));
        var access = ClusterAccess.Load(new() { KubeconfigPath = config }, new Dictionary<string, string>()).ShouldBeOfType<ClusterAccessResult.Found>().Access;
        using var client = new KubernetesClient(access, new(), TimeProvider.System);

        (await Should.ThrowAsync<KubernetesApiException>(() => client.ListAsync(ResourceTypes.Pods, null, null, Ct))).StatusCode.ShouldBe(401);
    }

    [Fact]
    public async Task Own_writes_are_read_through_pages_cuts_and_forgotten_history()
    {
        for (var i = 0; i < 5; i++)
        {
            await _client.CreateAsync(ResourceTypes.ConfigMaps, "default", Map($"before-{i}", "0"), Ct);
        }
        var reflector = new Reflector<ConfigMap>(_client, ResourceTypes.ConfigMaps, new() { Namespace = "default", PageSize = 1 }, TimeProvider.System, NullLogger.Instance);
        _running.Add(reflector.RunAsync(_stop.Token));
        await reflector.Store.WaitForSyncAsync(Ct);
        reflector.Store.Snapshot().Objects.Keys.Count(key => key.Name.StartsWith("before-", StringComparison.Ordinal)).ShouldBe(5);

        for (var i = 0; i < 12; i++)
        {
            var made = await _client.CreateAsync(ResourceTypes.ConfigMaps, "default", Map($"own-{i}", "0"), Ct);
            var key = NamespacedName.Of(made.Metadata);
            (await reflector.Store.WaitForUidAsync(key, made.Metadata.Uid!, made.Metadata.ResourceVersion!, Patience, Ct)).ShouldBeTrue();
            if (i % 3 == 0)
            {
                await _client.DeleteAsync(ResourceTypes.ConfigMaps, key, null, Ct);
                (await reflector.Store.WaitForGoneAsync(key, made.Metadata.Uid!, Patience, Ct)).ShouldBeTrue();
            }
            if (i % 4 == 1)
            {
                _cluster.ForgetHistory("configmaps");
            }
            if (i % 2 == 1)
            {
                _cluster.Faults.CutWatches("configmaps");
            }
        }

        reflector.Store.Snapshot().Objects.Keys.Count(key => key.Name.StartsWith("own-", StringComparison.Ordinal)).ShouldBe(8);
    }

    [Fact]
    public async Task Lost_reply_of_a_create_is_told_and_not_repeated()
    {
        using var fault = _cluster.Faults.Add(new() { Fault = new Fault.DroppedReply(), Verb = "create", Resource = "configmaps" });

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => _client.CreateAsync(ResourceTypes.ConfigMaps, "default", Map("lost", "1"), Ct));

        error.MayHaveBeenProcessed.ShouldBeTrue();
        fault.Hits.ShouldBe(1);
        (await _client.TryGetAsync(ResourceTypes.ConfigMaps, new("default", "lost"), Ct)).ShouldNotBeNull();
    }

    private static ConfigMap Map(string name, string value) =>
        new() { Metadata = new() { Name = name, Namespace = "default" }, Data = new Dictionary<string, string> { ["v"] = value } };
}
