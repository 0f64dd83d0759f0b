using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Controllers;

/// <summary>Gives new namespaces what they begin with, and empties those that go.</summary>
internal sealed partial class NamespaceController(ClusterObjects objects, ObjectStore store, ILogger<NamespaceController> logger)
{
    private const string Component = "kube-controller-manager";

    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(store.Tables
            .Where(t => t.Definition.Type.Namespaced)
            .Select(t => FollowContentsAsync(t, cancellation))
            .Append(FollowNamespacesAsync(cancellation)));

    private async Task FollowNamespacesAsync(CancellationToken cancellation)
    {
        await foreach (var change in objects.WatchAsync(ResourceTypes.Namespaces, cancellation).ConfigureAwait(false))
        {
            if (change.Current is { } scope)
            {
                Settle(scope);
            }
        }
    }

    /// <summary>What a going namespace still held may have been the last.</summary>
    private async Task FollowContentsAsync(ResourceTable table, CancellationToken cancellation)
    {
        var cursor = store.Watch(table, null);
        while (true)
        {
            var changed = cursor.Changed();
            if (!cursor.TryRead(out var changes))
            {
                cursor = store.Watch(table, null);
            }
            else if (changes.Count == 0)
            {
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
            }

            foreach (var scope in changes.Where(c => c.Current is null).Select(c => c.Subject.Key.Namespace).Distinct())
            {
                if (objects.Find(ResourceTypes.Namespaces, "", scope) is { Metadata.DeletionTimestamp: not null } going)
                {
                    Settle(going);
                }
            }
        }
    }

    private void Settle(Namespace scope)
    {
        try
        {
            if (scope.Metadata.DeletionTimestamp is null)
            {
                GiveServiceAccount(scope.Metadata.Name!);
            }
            else
            {
                Empty(scope.Metadata.Name!);
            }
        }
        catch (Api.ApiException refused)
        {
            Log.Refused(logger, scope.Metadata.Name ?? "", refused);
        }
    }

    private void GiveServiceAccount(string scope)
    {
        if (objects.Find(ResourceTypes.ServiceAccounts, scope, "default") is null)
        {
            objects.Create(
                ResourceTypes.ServiceAccounts,
                new ServiceAccount { Metadata = new ObjectMeta { Name = "default", Namespace = scope } },
                Component);
        }
    }

    private void Empty(string scope)
    {
        foreach (var table in store.Tables.Where(t => t.Definition.Type.Namespaced))
        {
            foreach (var item in store.Read(table).Snapshot.In(scope).Where(o => o.Value.Metadata.DeletionTimestamp is null))
            {
                objects.Delete(table.Definition.Type, scope, item.Key.Name, item.Uid);
            }
        }

        if (store.Find(store[ResourceTypes.Namespaces], new("", scope)) is { Value.Metadata: { DeletionTimestamp: not null, Finalizers: null or { Count: 0 } } } current)
        {
            store.TryRemoveEmptyNamespace(current);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5100, Level = LogLevel.Warning, Message = "Namespace {Namespace} could not be settled")]
        public static partial void Refused(ILogger logger, string @namespace, Exception refused);
    }
}
