using System.Text.Json;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Batch;

/// <summary>A job and the version of the ConfigMap that holds it.</summary>
internal sealed record StoredJob(BatchDeleteJob Job, string ResourceVersion);

/// <summary>Keeps batch deletes in labelled ConfigMaps of the stack namespace.</summary>
internal sealed class BatchDeleteStore(KubernetesClient client, StackSettings settings)
{
    public const string JobKind = "batch-delete";
    private const string Key = "job";
    private static readonly string Selector = $"{StackKeys.Job}={JobKind},{StackKeys.ManagedBy}={StackKeys.ManagedByValue}";

    public async Task<StoredJob> CreateAsync(BatchDeleteJob job, CancellationToken cancellationToken) =>
        Read(await client.CreateAsync(ResourceTypes.ConfigMaps, settings.Namespace, Write(job, null), cancellationToken))!;

    /// <summary>Writes progress; a conflict means that another replica has taken the job over.</summary>
    public async Task<StoredJob> ReplaceAsync(BatchDeleteJob job, string resourceVersion, CancellationToken cancellationToken) =>
        Read(await client.ReplaceAsync(ResourceTypes.ConfigMaps, Write(job, resourceVersion), cancellationToken))!;

    public async Task<StoredJob?> FindAsync(string jobId, CancellationToken cancellationToken) =>
        await client.TryGetAsync(ResourceTypes.ConfigMaps, new(settings.Namespace, jobId), cancellationToken) is { } map ? Read(map) : null;

    public async Task<IReadOnlyList<StoredJob>> ListAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<StoredJob>();
        await foreach (var map in client.ListAllAsync(ResourceTypes.ConfigMaps, settings.Namespace, new ListOptions { LabelSelector = Selector }, cancellationToken))
        {
            if (Read(map) is { } job)
            {
                jobs.Add(job);
            }
        }

        return jobs;
    }

    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(ResourceTypes.ConfigMaps, new(settings.Namespace, jobId), null, cancellationToken);
        }
        catch (KubernetesApiException missing) when (missing.IsNotFound)
        {
        }
    }

    private ConfigMap Write(BatchDeleteJob job, string? resourceVersion) => new()
    {
        ApiVersion = ResourceTypes.ConfigMaps.ApiVersion,
        Kind = ResourceTypes.ConfigMaps.Kind,
        Metadata = new()
        {
            Name = job.JobId,
            Namespace = settings.Namespace,
            ResourceVersion = resourceVersion,
            Labels = new Dictionary<string, string> { [StackKeys.Job] = JobKind, [StackKeys.ManagedBy] = StackKeys.ManagedByValue },
        },
        Data = new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(job, StacksJson.Default.BatchDeleteJob) },
    };

    private static StoredJob? Read(ConfigMap map)
    {
        if (map.Metadata.Labels?.GetValueOrDefault(StackKeys.Job) != JobKind || map.Data?.GetValueOrDefault(Key) is not { } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, StacksJson.Default.BatchDeleteJob) is { Remaining: not null, JobId: not null, Status: not null } job
                ? new(job, map.Metadata.ResourceVersion ?? "")
                : null;
        }
        catch (JsonException)
        {
            // Somebody edited it by hand: no longer a job of ours.
            return null;
        }
    }
}
