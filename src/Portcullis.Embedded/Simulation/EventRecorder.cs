using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Simulation;

/// <summary>Writes events, counts repeated ones, and removes old ones. Not thread-safe.</summary>
internal sealed class EventRecorder(ClusterObjects objects, SimulationClock clock, TimeSpan lifetime)
{
    private readonly Dictionary<(string Uid, string Reason, string Message, string? FieldPath), NamespacedName> _known = [];
    private readonly Dictionary<NamespacedName, (string, string, string, string?)> _keys = [];
    private readonly DueQueue<NamespacedName> _expiry = new();
    private long _sequence;

    /// <summary>When there is an event to remove.</summary>
    public DateTimeOffset? Due => _expiry.Next;

    public void Record(KubernetesObject about, string kind, PodOccurrence occurrence, string component, string? host = null)
    {
        var now = clock.Now;
        var scope = about.Metadata.Namespace ?? "default";
        var key = (about.Metadata.Uid ?? "", occurrence.Reason, occurrence.Message, occurrence.FieldPath);
        if (_known.TryGetValue(key, out var known)
            && objects.Update(ResourceTypes.Events, known.Namespace, known.Name, e => e with { Count = (e.Count ?? 1) + 1, LastTimestamp = now }, component) is not null)
        {
            _expiry.Set(known, now + lifetime);
            return;
        }

        var name = new NamespacedName(scope, $"{about.Metadata.Name}.{now.UtcTicks + ++_sequence:x}");
        try
        {
            objects.Create(ResourceTypes.Events, Event(about, kind, occurrence, component, host, name, now), component);
            _known[key] = name;
            _keys[name] = key;
            _expiry.Set(name, now + lifetime);
        }
        catch (ApiException)
        {
            // The namespace is going away: there is nobody to tell.
        }
    }

    /// <summary>Removes events whose time is over.</summary>
    public void RemoveOld(DateTimeOffset now)
    {
        while (_expiry.TryTake(now, out var name))
        {
            objects.Delete(ResourceTypes.Events, name.Namespace, name.Name);
            if (_keys.Remove(name, out var key))
            {
                _known.Remove(key);
            }
        }
    }

    private static Event Event(KubernetesObject about, string kind, PodOccurrence occurrence, string component, string? host, NamespacedName name, DateTimeOffset now) => new()
    {
        Metadata = new ObjectMeta { Name = name.Name, Namespace = name.Namespace },
        InvolvedObject = new ObjectReference
        {
            Kind = kind,
            ApiVersion = "v1",
            Namespace = about.Metadata.Namespace,
            Name = about.Metadata.Name,
            Uid = about.Metadata.Uid,
            ResourceVersion = about.Metadata.ResourceVersion,
            FieldPath = occurrence.FieldPath,
        },
        Type = occurrence.Type,
        Reason = occurrence.Reason,
        Message = occurrence.Message,
        Source = new EventOrigin { Component = component, Host = host },
        FirstTimestamp = now,
        LastTimestamp = now,
        Count = 1,
        ReportingComponent = component,
        ReportingInstance = host,
    };
}
