using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Requests;

/// <content>The verbs on objects.</content>
public sealed partial class KubernetesClient
{
    /// <summary>Reads one object.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="name">Its key.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<T> GetAsync<T>(ResourceType<T> type, NamespacedName name, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        return SendAsync(ApiRequests.Get(type, name), type.Json, ct);
    }

    /// <summary>Reads one object if it exists.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="name">Its key.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Null when the server answers 404.</returns>
    public async Task<T?> TryGetAsync<T>(ResourceType<T> type, NamespacedName name, CancellationToken ct)
        where T : KubernetesObject
    {
        try
        {
            return await GetAsync(type, name, ct);
        }
        catch (KubernetesApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Reads one page of objects. <c>apiVersion</c> and <c>kind</c>, which servers leave out of items, are filled in.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="ns">The namespace; null for all of them.</param>
    /// <param name="options">Which objects; null for all.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<KubernetesList<T>> ListAsync<T>(ResourceType<T> type, string? ns, ListOptions? options, CancellationToken ct)
        where T : KubernetesObject => ListAsync(type, ns, options, repeat: true, ct);

    /// <summary>Reads all objects, page after page.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="ns">The namespace; null for all of them.</param>
    /// <param name="options">Which objects; without a limit, pages hold 500.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="KubernetesApiException">As everywhere; 410 when the pages took so long that the token expired.</exception>
    public async IAsyncEnumerable<T> ListAllAsync<T>(ResourceType<T> type, string? ns, ListOptions? options, [EnumeratorCancellation] CancellationToken ct)
        where T : KubernetesObject
    {
        var next = (options ?? new()) with { Limit = options?.Limit ?? 500 };
        while (true)
        {
            var page = await ListAsync(type, ns, next, ct);
            foreach (var item in page.Items)
            {
                yield return item;
            }
            if (string.IsNullOrEmpty(page.Metadata.Continue))
            {
                yield break;
            }

            // A continue token carries its version; the server refuses both together.
            next = next with { Continue = page.Metadata.Continue, ResourceVersion = null, ResourceVersionMatch = null };
        }
    }

    /// <summary>Creates an object.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="ns">The namespace; null takes the body's.</param>
    /// <param name="body">The object; <c>apiVersion</c> and <c>kind</c> are filled in.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The object as the server made it.</returns>
    public Task<T> CreateAsync<T>(ResourceType<T> type, string? ns, T body, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(body);
        return SendAsync(ApiRequests.Create(type, ns, body), type.Json, ct);
    }

    /// <summary>Replaces an object; with a <c>resourceVersion</c> in its metadata only if it still has that one.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="body">The object.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The object as it is now.</returns>
    public Task<T> ReplaceAsync<T>(ResourceType<T> type, T body, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(body);
        return SendAsync(ApiRequests.Replace(type, body), type.Json, ct);
    }

    /// <summary>Deletes an object, or asks it to end.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="name">Its key.</param>
    /// <param name="options">Grace and preconditions.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<DeleteOutcome<T>> DeleteAsync<T>(ResourceType<T> type, NamespacedName name, DeleteOptions? options, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        var request = ApiRequests.Delete(type, name, options);
        var body = await _sender.SendAsync(request, repeat: true, ct);
        if (IsStatus(request, body))
        {
            return new(Decode(request, body, ModelJson.Default.Status).Details?.Uid, null);
        }
        var last = Decode(request, body, type.Json);
        return new(last.Metadata.Uid, last);
    }

    /// <summary>Merges a JSON merge patch (RFC 7396) into an object.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="name">Its key.</param>
    /// <param name="patch">What changes; null removes.</param>
    /// <param name="subresource">Such as <c>status</c>; null for the object itself.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The object as it is now.</returns>
    public Task<T> MergePatchAsync<T>(ResourceType<T> type, NamespacedName name, JsonObject patch, string? subresource, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(patch);
        return SendAsync(ApiRequests.MergePatch(type, name, patch, subresource), type.Json, ct);
    }

    internal async Task<KubernetesList<T>> ListAsync<T>(ResourceType<T> type, string? ns, ListOptions? options, bool repeat, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        var page = await StreamAsync(ApiRequests.List(type, ns, options ?? new()), type.ListJson, repeat, ct);
        return page with { Items = [.. page.Items.Select(item => item.Kind is null ? item with { ApiVersion = type.ApiVersion, Kind = type.Kind } : item)] };
    }

    private static bool IsStatus(ApiRequest request, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonPeek.Kind(body) == "Status";
        }
        catch (JsonException error)
        {
            throw TransportFaults.Garbled(request, error);
        }
    }
}
