using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>Counts what namespaces use, and refuses what their quotas do not leave room for.</summary>
/// <remarks>
/// Check, write and count happen under one lock, so a quota is never overrun and never counts what was not written.
/// Namespaces without quotas do not take the lock.
/// </remarks>
internal sealed class QuotaAdmission(ObjectStore store)
{
    private readonly Lock _gate = new();

    private ResourceTable Table => store[ResourceTypes.ResourceQuotas];

    /// <param name="definition">The resource written.</param>
    /// <param name="old">What is there; null for a creation.</param>
    /// <param name="value">What it becomes.</param>
    /// <param name="dryRun">Checks and does not count.</param>
    /// <param name="write">Writes; null when another write came first.</param>
    /// <exception cref="ApiException">403.</exception>
    public StoredObject? Charge(ResourceDefinition definition, KubernetesObject? old, KubernetesObject value, bool dryRun, Func<StoredObject?> write)
    {
        var scope = value.Metadata.Namespace ?? "";
        if (!definition.Type.Namespaced || (value is not ResourceQuota && QuotasOf(scope).Count == 0))
        {
            return write();
        }

        lock (_gate)
        {
            var before = QuotaUsage.Of(definition.Type, old);
            var after = QuotaUsage.Of(definition.Type, value);
            foreach (var quota in QuotasOf(scope).Where(q => QuotaUsage.InScope(q.Spec, value)))
            {
                Check(definition, quota, old, value, before, after);
            }

            var written = write();
            if (written is null || dryRun)
            {
                return written;
            }

            Count(scope, value, before, after);
            if (value is ResourceQuota)
            {
                Recount(written.Key);
            }

            return written;
        }
    }

    /// <summary>An object is gone.</summary>
    public void Released(ResourceDefinition definition, KubernetesObject value)
    {
        var scope = value.Metadata.Namespace ?? "";
        if (!definition.Type.Namespaced || QuotasOf(scope).Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            Count(scope, value, QuotaUsage.Of(definition.Type, value), []);
        }
    }

    private List<ResourceQuota> QuotasOf(string scope)
    {
        var snapshot = Table.Snapshot;
        return snapshot.CountIn(scope) == 0 ? [] : [.. snapshot.In(scope).Select(o => (ResourceQuota)o.Value)];
    }

    private static void Check(
        ResourceDefinition definition,
        ResourceQuota quota,
        KubernetesObject? old,
        KubernetesObject value,
        Dictionary<string, Quantity> before,
        Dictionary<string, Quantity> after)
    {
        var hard = quota.Spec?.Hard ?? new Dictionary<string, Quantity>();
        if (old is null && value is Pod pod && QuotaUsage.Missing(pod, hard.Keys) is { } missing)
        {
            throw Forbidden($"failed quota: {quota.Metadata.Name}: {missing}");
        }

        var exceeded = after.Keys
            .Where(name => hard.TryGetValue(name, out var bound)
                && Added(name).Sign > 0
                && Used(name) + Added(name) > bound)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (exceeded.Count > 0)
        {
            throw Forbidden(
                $"exceeded quota: {quota.Metadata.Name}, requested: {Print(exceeded, Added)}, used: {Print(exceeded, Used)}, limited: {Print(exceeded, name => hard[name])}");
        }

        Quantity Added(string name) => before.TryGetValue(name, out var was) ? after[name] - was : after[name];

        Quantity Used(string name) => quota.Status?.Used?.TryGetValue(name, out var used) == true ? used : default;

        ApiException Forbidden(string why) => new(StatusErrors.Forbidden(definition.Type, value.Metadata.Name ?? "", why));
    }

    private static string Print(IEnumerable<string> names, Func<string, Quantity> amount) => string.Join(',', names.Select(n => $"{n}={amount(n)}"));

    private void Count(string scope, KubernetesObject value, Dictionary<string, Quantity> before, Dictionary<string, Quantity> after)
    {
        foreach (var quota in QuotasOf(scope).Where(q => QuotaUsage.InScope(q.Spec, value)))
        {
            var used = new Dictionary<string, Quantity>(quota.Status?.Used ?? new Dictionary<string, Quantity>());
            var changed = false;
            foreach (var name in before.Keys.Union(after.Keys).Where(n => quota.Spec?.Hard?.ContainsKey(n) == true))
            {
                var difference = after.GetValueOrDefault(name) - before.GetValueOrDefault(name);
                changed |= difference.Sign != 0;
                used[name] = used.GetValueOrDefault(name) + difference;
            }

            if (changed)
            {
                Write(NamespacedName.Of(quota.Metadata), used);
            }
        }
    }

    /// <summary>Counts everything anew, for a quota that is new or bounds something else now.</summary>
    private void Recount(NamespacedName key)
    {
        if (store.Find(Table, key)?.Value is not ResourceQuota { Spec.Hard: { Count: > 0 } hard } quota)
        {
            return;
        }

        var sum = new Dictionary<string, Quantity>();
        foreach (var table in store.Tables.Where(t => t.Definition.Type.Namespaced))
        {
            foreach (var item in table.Snapshot.In(key.Namespace).Where(o => QuotaUsage.InScope(quota.Spec, o.Value)))
            {
                PodResources.Add(sum, QuotaUsage.Of(table.Definition.Type, item.Value));
            }
        }

        Write(key, hard.Keys.ToDictionary(name => name, sum.GetValueOrDefault));
    }

    private void Write(NamespacedName key, Dictionary<string, Quantity> used)
    {
        while (store.Find(Table, key) is { } current)
        {
            var quota = (ResourceQuota)current.Value;
            var next = quota with { Status = new ResourceQuotaStatus { Hard = quota.Spec?.Hard, Used = used } };
            if (store.Commit(Table, key, current, next) is CommitResult.Done)
            {
                return;
            }
        }
    }
}
