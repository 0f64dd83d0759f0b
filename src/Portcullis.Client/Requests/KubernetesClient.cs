using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Client.Configuration;
using Portcullis.Client.Discovery;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Authorization;

namespace Portcullis.Client.Requests;

/// <summary>Talks to the API server of one cluster. Thread-safe; one per process is enough.</summary>
/// <remarks>
/// <para>
/// Every method throws <see cref="KubernetesApiException"/> when the server says no,
/// <see cref="KubernetesTransportException"/> when there was no readable answer (in time), and
/// <see cref="OperationCanceledException"/> only when the caller's own token was cancelled.
/// </para>
/// <para>
/// 429, and a 503 that says when to come back, are repeated for every verb; other failures only for reads or when
/// nothing was sent. A write is never repeated after a lost reply: the caller looks up what became of it.
/// </para>
/// </remarks>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly RequestSender _sender;
    private readonly TimeProvider _time;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <param name="access">Where the cluster is and who asks.</param>
    /// <param name="options">How the client behaves.</param>
    /// <param name="time">The clock for time limits and waits.</param>
    public KubernetesClient(ClusterAccess access, KubernetesClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        var credential = access.CreateCredential(time);
        var connections = new ConnectionHandler(access);
        _sender = new(new HttpMessageInvoker(connections), access.Server, credential, access.HostHeader, options, time);
    }

    /// <summary>Makes a client over a handler that needs no credentials: an in-process cluster, or a test.</summary>
    /// <param name="handler">Answers the requests; owned by the client from now on.</param>
    /// <param name="baseAddress">The address of the server; its path, if any, precedes every request's.</param>
    /// <param name="options">How the client behaves.</param>
    /// <param name="time">The clock for time limits and waits.</param>
    public KubernetesClient(HttpMessageHandler handler, Uri baseAddress, KubernetesClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _sender = new(new HttpMessageInvoker(handler), baseAddress, Credential.Anonymous, hostHeader: null, options, time);
    }

    /// <summary>How much this client has asked of the API server so far.</summary>
    public SentRequests Sent => _sender.Sent;

    /// <summary>What the reflectors of this client tell each other.</summary>
    internal ServerContinuity Continuity { get; } = new();

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _sender.Dispose();

    /// <summary>The version of the cluster.</summary>
    /// <param name="ct">Cancels the call.</param>
    public Task<ClusterVersion> GetVersionAsync(CancellationToken ct) =>
        SendAsync(ApiRequests.GetPath("/version"), ClientJson.Default.ClusterVersion, ct);

    /// <summary>The API groups that the cluster serves, the core one apart: its own, those that were added, and those of servers behind it.</summary>
    /// <param name="ct">Cancels the call.</param>
    public Task<ServedGroups> GetGroupsAsync(CancellationToken ct) =>
        SendAsync(ApiRequests.GetPath("/apis"), ClientJson.Default.ServedGroups, ct);

    /// <summary>The kinds that the cluster serves in a group.</summary>
    /// <param name="groupVersion">The group with its version: <c>apps/v1</c>.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<ServedResources> GetResourcesAsync(string groupVersion, CancellationToken ct) =>
        SendAsync(ApiRequests.GetPath($"/apis/{groupVersion}"), ClientJson.Default.ServedResources, ct);

    /// <summary>Asks the cluster whether this client may do something.</summary>
    /// <param name="attributes">The verb and the resource.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The question with its answer in <c>Status</c>.</returns>
    public Task<SelfSubjectAccessReview> ReviewAccessAsync(ResourceAttributes attributes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var review = new SelfSubjectAccessReview { Spec = new() { ResourceAttributes = attributes } };
        return SendAsync(ApiRequests.ReviewAccess(review), Model.Json.ModelJson.Default.SelfSubjectAccessReview, ct);
    }

    private Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> json, CancellationToken ct) => SendAsync(request, json, repeat: true, ct);

    private async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> json, bool repeat, CancellationToken ct) =>
        Decode(request, await _sender.SendAsync(request, repeat, ct), json);

    /// <summary>For answers of any size.</summary>
    private async Task<T> StreamAsync<T>(ApiRequest request, JsonTypeInfo<T> json, bool repeat, CancellationToken ct)
    {
        try
        {
            return await _sender.SendAsync(request, ReadAsync, repeat, ct);
        }
        catch (JsonException error)
        {
            throw TransportFaults.Garbled(request, error);
        }

        async Task<T> ReadAsync(HttpContent content, CancellationToken limited)
        {
            await using var body = await content.ReadAsStreamAsync(limited);
            return await JsonSerializer.DeserializeAsync(body, json, limited) ?? throw new JsonException("null instead of an object");
        }
    }

    private static T Decode<T>(ApiRequest request, ReadOnlySpan<byte> body, JsonTypeInfo<T> json)
    {
        try
        {
            return JsonSerializer.Deserialize(body, json) ?? throw new JsonException("null instead of an object");
        }
        catch (JsonException error)
        {
            throw TransportFaults.Garbled(request, error);
        }
    }
}
