using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>Patrols one node once: sends the Pods, reads what they felt, and takes them away again, whatever happens.</summary>
internal sealed class PatrolStep(KubernetesClient client, Store<Pod> store, StackRemover remover, PatrolPods pods, PatrolProbe probe, PatrolLog log, Func<PatrolMoment> now, TimeProvider time)
{
    private static readonly TimeSpan UntilListening = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UntilEnded = TimeSpan.FromSeconds(160);
    private static readonly TimeSpan UntilGone = TimeSpan.FromSeconds(30);

    /// <returns>Why the node could not be patrolled; null where it was, or another replica is at it.</returns>
    /// <exception cref="OperationCanceledException">The program stops. Nothing is left behind even so, where the cluster still answers.</exception>
    public async Task<string?> RunAsync(PatrolPicture picture, Node node, int round, CancellationToken cancellationToken)
    {
        var name = node.Metadata.Name!;
        var made = new List<Pod>();
        try
        {
            var listeners = new List<Pod>();
            foreach (var (role, post) in Posts(picture, name, round))
            {
                listeners.Add(await SendAsync(pods.Listener(role, name, post), made, cancellationToken));
            }

            var peers = new List<PatrolTarget>();
            string? failure = null;
            foreach (var listener in listeners)
            {
                var standing = await WaitAsync(listener, pod => PodConditions.IsTrue(pod, "Ready"), UntilListening, cancellationToken);
                var where = standing?.Spec?.NodeName ?? "its node";
                if (standing is not null && PodConditions.IsTrue(standing, "Ready"))
                {
                    peers.AddRange(PatrolPlan.Peer(standing, $"a patrol on node {where}"));
                }
                else
                {
                    failure ??= $"the patrol that listens on {where} did not come to listen{Why(standing)}";
                }
            }

            var callers = new List<Pod>();
            foreach (var egress in Newcomers.Egresses)
            {
                var targets = await ProbedAsync(PatrolPlan.Of(picture, node, egress, round, log.Openings(name, egress)), cancellationToken);
                callers.Add(await SendAsync(pods.Caller(egress, name, [.. peers.Concat(targets).DistinctBy(target => target.Key).Take(PatrolPlan.MostTargets)]), made, cancellationToken));
            }

            foreach (var caller in callers)
            {
                var ended = await WaitAsync(caller, PodConditions.IsFinished, UntilEnded, cancellationToken);
                if (ended is null || !await ReadAsync(ended, cancellationToken))
                {
                    failure ??= $"the patrol with egress {caller.Metadata.Labels![StackKeys.Egress]} did not end{Why(ended)}";
                }
            }

            return failure;
        }
        catch (KubernetesApiException taken) when (taken.StatusCode == 409)
        {
            // Another replica patrols it; what it feels is read off its Pods. Or what is left of an earlier one is still to be swept.
            return null;
        }
        catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
        {
            return error.Message;
        }
        finally
        {
            await TakeAwayAsync(made, cancellationToken);
        }
    }

    /// <summary>Takes over what a Pod felt, of whichever replica.</summary>
    /// <returns>False for one that has not ended.</returns>
    public async Task<bool> ReadAsync(Pod pod, CancellationToken cancellationToken)
    {
        if (PatrolReading.Of(pod) is not { } reading)
        {
            return false;
        }

        var known = reading.Answers.Where(answer => answer is { Felt: PatrolFelt.Silent, Target: { IsKnownToAnswer: true, MustWork: false, Kind: not PatrolTargetKind.Patrol } }).Select(answer => answer.Target);
        var still = (await ProbedAsync([.. known], cancellationToken)).Where(target => target.IsKnownToAnswer).Select(target => target.Key).ToHashSet(StringComparer.Ordinal);

        // Whoever listens does so until it is taken away, which comes after this.
        log.Take(reading, target => target.Kind == PatrolTargetKind.Patrol || still.Contains(target.Key), now());
        return true;
    }

    // One on the same node, and one on another, in turn: networks treat the two differently.
    private static IEnumerable<(PatrolRole Role, string Node)> Posts(PatrolPicture picture, string node, int round)
    {
        yield return (PatrolRole.Here, node);
        var others = picture.Posts.Select(other => other.Metadata.Name!).Where(other => other != node).ToList();
        if (others.Count > 0)
        {
            yield return (PatrolRole.There, others[round % others.Count]);
        }
    }

    private async Task<Pod> SendAsync(Pod pod, List<Pod> made, CancellationToken cancellationToken)
    {
        try
        {
            var sent = await client.CreateAsync(ResourceTypes.Pods, null, pod, cancellationToken);
            made.Add(sent);
            return sent;
        }
        catch (Exception error) when (error is KubernetesTransportException or OperationCanceledException)
        {
            // It may stand all the same: under its name, and with our mark.
            made.Add(pod);
            throw;
        }
    }

    private async Task<IReadOnlyList<PatrolTarget>> ProbedAsync(IReadOnlyList<PatrolTarget> targets, CancellationToken cancellationToken) =>
        await Task.WhenAll(targets.Select(async target => target with { IsKnownToAnswer = await probe.AnswersAsync(target, cancellationToken) }));

    // Null when it is gone, or was never seen.
    private async Task<Pod?> WaitAsync(Pod sent, Func<Pod, bool> condition, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(sent.Metadata);
        Pod? last = null;
        await store.WaitUntilAsync(
            key,
            pod =>
            {
                // Once seen, its being gone is an end, too.
                if (pod?.Metadata.Uid != sent.Metadata.Uid)
                {
                    return last is not null;
                }

                last = pod;
                return condition(pod!) || PodConditions.IsFinished(pod!);
            },
            deadline,
            cancellationToken);
        return last;
    }

    private static string Why(Pod? pod) =>
        pod is null ? ": its Pod was not seen again" : PodExplanation.Of(pod) is { } why ? $": {why.Reason}{(why.Message is { } message ? $", {message}" : "")}" : "";

    private async Task TakeAwayAsync(List<Pod> made, CancellationToken stopping)
    {
        // Not cancelled with the rest: what was made is taken away, as long as the cluster answers.
        using var patience = new CancellationTokenSource(UntilGone, time);
        foreach (var pod in made)
        {
            try
            {
                if (await IdentifiedAsync(pod, patience.Token) is { } standing)
                {
                    await remover.RemovePodAsync(standing, patience.Token);
                }
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException or OperationCanceledException)
            {
                // Swept later, by whoever is there.
            }
        }

        // The next step needs their names; when the program stops, nobody watches any more.
        foreach (var pod in made.Where(pod => pod.Metadata.Uid is not null && !stopping.IsCancellationRequested))
        {
            try
            {
                await store.WaitForGoneAsync(NamespacedName.Of(pod.Metadata), pod.Metadata.Uid!, UntilGone, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // One that was sent without an answer stands under its name, if it stands, with our mark.
    private async Task<Pod?> IdentifiedAsync(Pod pod, CancellationToken cancellationToken) =>
        pod.Metadata.Uid is not null ? pod
            : await client.TryGetAsync(ResourceTypes.Pods, NamespacedName.Of(pod.Metadata), cancellationToken) is { } standing && pods.IsOwn(standing.Metadata) ? standing : null;
}
