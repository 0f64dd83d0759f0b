using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Judges a cluster once, from its objects.</summary>
public static class IsolationCheck
{
    /// <summary>Judges every statement; of what running stacks felt objects tell nothing.</summary>
    /// <param name="objects">The cluster.</param>
    /// <param name="stacks">How stacks are made there.</param>
    /// <param name="settings">What the operator knows better.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sandboxes">Somebody else's pods that are judged in place of the stacks of this service; null for these.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IsolationReport Judge(IsolationObjects objects, StackSettings stacks, IsolationSettings settings, TimeProvider time, Sandboxes? sandboxes = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(stacks);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();
        var guard = new Guard(stacks, settings, isLive: false, sandboxes);
        Fill(guard, objects, stacks, settings, sandboxes is not null);
        guard.Judge();
        guard.JudgeDepth();
        var statements = guard.Judge();
        return IsolationReport.Of(statements, guard.Inputs(), null, time.GetUtcNow(), time.GetElapsedTime(started)) with { Judged = guard.Judged() };
    }

    private static void Fill(Guard guard, IsolationObjects objects, StackSettings stacks, IsolationSettings settings, bool areForeign)
    {
        foreach (var space in objects.Namespaces)
        {
            guard.Put(space);
        }

        foreach (var policy in objects.Policies)
        {
            guard.Put(policy);
        }

        foreach (var pod in objects.Pods)
        {
            guard.Put(pod);
        }

        foreach (var service in objects.Services.Where(service => areForeign || service.Metadata.Namespace == stacks.Namespace))
        {
            guard.Put(service);
        }

        guard.Know(objects.Overriding);
        guard.Know(AddressDiscovery.Of(
            objects.Nodes,
            [.. objects.Services.Where(service => areForeign || service.Metadata.Namespace != stacks.Namespace)],
            objects.ServiceRanges,
            objects.ApiServer,
            [],
            settings,
            [.. objects.Ingresses.Select(ClusterEntry.Of), .. objects.Gateways.Select(ClusterEntry.OfGateway)],
            stacks.PublicHost));
    }
}
