using System.Text.Json.Nodes;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Patching;

/// <summary>
/// Server-side apply: a manager says what it wants of an object, owns that, and lets go of what it no longer says.
/// <see href="https://kubernetes.io/docs/reference/using-api/server-side-apply/"/>
/// </summary>
/// <param name="definition">The resource.</param>
/// <param name="applied">What the manager wants, as the resource's type reads it.</param>
/// <param name="manager">The manager.</param>
/// <param name="subresource">Empty, or <c>status</c>.</param>
/// <param name="force">Whether conflicts are won.</param>
/// <param name="now">When.</param>
internal sealed class ServerSideApply(ResourceDefinition definition, KubernetesObject applied, string manager, string subresource, bool force, DateTimeOffset now)
{
    private readonly JsonObject _wanted = JsonNode.Parse(definition.Serialize(applied))!.AsObject();

    private ManagerEntry Own => new(manager, Applies: true, subresource, definition.Type.ApiVersion, now, FieldWalk.Fields(_wanted).Keys.ToHashSet());

    /// <summary>The object to create when there is none.</summary>
    public KubernetesObject New() => applied with
    {
        Metadata = applied.Metadata with { ManagedFields = ManagedFields.Write([Own]) },
    };

    /// <summary>What the object becomes.</summary>
    /// <exception cref="ApiException">409 when others own what would change.</exception>
    public KubernetesObject Onto(StoredObject current)
    {
        var live = JsonNode.Parse(current.Json)!.AsObject();
        var entries = ManagedFields.Read(current, definition.Type);
        var own = Own;
        var others = entries.Where(e => !e.IsSameManager(own)).ToList();
        var changed = Changed(live);
        RefuseConflicts(others, changed);

        var merged = FieldWalk.Merge(live, _wanted);
        var before = entries.FirstOrDefault(e => e.IsSameManager(own));
        foreach (var lost in Abandoned(before, own, others))
        {
            FieldWalk.Remove(merged, lost);
        }

        // The time of an entry says when what it owns last changed.
        if (before is not null && before.Fields.SetEquals(own.Fields) && changed.Count == 0)
        {
            own = before;
        }

        var value = definition.Deserialize(System.Text.Encoding.UTF8.GetBytes(merged.ToJsonString()));
        return value with
        {
            Metadata = value.Metadata with
            {
                ResourceVersion = applied.Metadata.ResourceVersion ?? current.Value.Metadata.ResourceVersion,
                Uid = applied.Metadata.Uid,
                ManagedFields = ManagedFields.Write([.. others.Select(e => ManagedFields.Without(e, changed)), own]),
            },
        };
    }

    private HashSet<FieldAddress> Changed(JsonObject live)
    {
        var present = FieldWalk.Fields(live);
        return FieldWalk.Fields(_wanted)
            .Where(f => !present.TryGetValue(f.Key, out var old) || !JsonNode.DeepEquals(old, f.Value))
            .Select(f => f.Key)
            .ToHashSet();
    }

    private void RefuseConflicts(List<ManagerEntry> others, HashSet<FieldAddress> changed)
    {
        if (force)
        {
            return;
        }

        var conflicts = others
            .SelectMany(e => e.Fields.Where(changed.Contains).Select(f => (Manager: e.Describe(), Field: f.ToString())))
            .OrderBy(c => c.Manager, StringComparer.Ordinal)
            .ThenBy(c => c.Field, StringComparer.Ordinal)
            .ToList();
        if (conflicts.Count > 0)
        {
            var causes = conflicts.Select(c => new StatusCause { Reason = "FieldManagerConflict", Message = $"conflict with {c.Manager}", Field = c.Field });
            throw new ApiException(StatusErrors.ApplyConflict(MessageOf(conflicts), [.. causes]));
        }
    }

    private static string MessageOf(List<(string Manager, string Field)> conflicts)
    {
        if (conflicts is [var only])
        {
            return $"Apply failed with 1 conflict: conflict with {only.Manager}: {only.Field}";
        }

        var lines = conflicts.GroupBy(c => c.Manager).SelectMany(g => g.Select(c => $"- {c.Field}").Prepend($"conflicts with {g.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }

    /// <summary>What the manager owned, no longer wants, and nobody else owns; items of lists before what is inside them.</summary>
    private static IEnumerable<FieldAddress> Abandoned(ManagerEntry? before, ManagerEntry own, List<ManagerEntry> others)
    {
        bool IsHeld(FieldAddress address) => own.Fields.Contains(address) || others.Any(e => e.Fields.Contains(address));
        bool HoldsInside(FieldAddress address) => own.Fields.Any(f => f.IsWithin(address)) || others.Any(e => e.Fields.Any(f => f.IsWithin(address)));
        return (before?.Fields ?? new HashSet<FieldAddress>()).Where(f => !IsHeld(f) && !HoldsInside(f)).OrderBy(f => f.Text.Length);
    }
}
