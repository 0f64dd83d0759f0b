using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes a stack's Pod, and makes sure that the cluster kept what its isolation needs.</summary>
internal sealed class PodPoster(KubernetesClient client, StackSettings settings, TimeProvider time)
{
    /// <param name="made">The Pod.</param>
    /// <param name="profile">The profile that it was admitted under.</param>
    /// <param name="cancellationToken">The budget.</param>
    /// <exception cref="StackException">It fails the level of its profile, the cluster refuses it, or does not understand all of it.</exception>
    /// <exception cref="OperationCanceledException">The budget is over; whether a Pod stands is not known.</exception>
    public async Task<Pod> PostAsync(Pod made, string? profile, CancellationToken cancellationToken)
    {
        var wanted = SecurityGate.Pass(made, settings.Profiles.GetValueOrDefault(profile ?? ""));
        while (true)
        {
            try
            {
                return Checked(wanted, await client.CreateAsync(ResourceTypes.Pods, settings.Namespace, wanted, cancellationToken));
            }
            catch (Exception error) when (ApiFailures.IsWorthRepeating(error))
            {
                if (await LookAsync(NamespacedName.Of(wanted.Metadata), cancellationToken) is { } standing)
                {
                    return HasSameOwner(standing, wanted)
                        ? Checked(wanted, standing)
                        : throw new StackException(new(ProblemKind.Unavailable, StackReasons.Conflict, "another pod has the name that this stack's pod needs"), error);
                }

                await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
            }
            catch (KubernetesApiException refusal)
            {
                throw new StackException(ApiFailures.OfRefusal(refusal), refusal);
            }
        }
    }

    private static bool HasSameOwner(Pod standing, Pod wanted) =>
        standing.Metadata.OwnerReferences?.Any(owner => owner.Uid == wanted.Metadata.OwnerReferences![0].Uid) == true;

    // An old API server drops what it does not know without a word: sidecars would then block the start or run
    // unprotected beside it, and hostUsers would leave root in the container root on the node.
    private static Pod Checked(Pod wanted, Pod made)
    {
        var dropped = new List<ProblemDetail>();
        if (wanted.Spec!.HostUsers == false && made.Spec?.HostUsers != false)
        {
            dropped.Add(new("spec.hostUsers", "was dropped by the cluster", Hint: "user namespaces need a newer cluster"));
        }

        if (wanted.Spec.SecurityContext?.AppArmorProfile is not null && made.Spec?.SecurityContext?.AppArmorProfile is null)
        {
            dropped.Add(new("spec.securityContext.appArmorProfile", "was dropped by the cluster", Hint: "AppArmor fields need Kubernetes 1.30 or later"));
        }

        // Webhooks that put something first would have it run before walls are felt.
        if (wanted.Spec.InitContainers is [{ Name: AirlockContainer.Name }, ..] && made.Spec?.InitContainers is not [{ Name: AirlockContainer.Name }, ..])
        {
            dropped.Add(new("spec.initContainers[0]", "is not the airlock any more", Found: made.Spec?.InitContainers is [var first, ..] ? first.Name : null, Hint: "keep webhooks that change pods out of the stack namespace"));
        }

        var madeInit = (made.Spec?.InitContainers ?? []).ToDictionary(container => container.Name ?? "", container => container.RestartPolicy);
        foreach (var sidecar in (wanted.Spec.InitContainers ?? []).Where(container => container.RestartPolicy is not null))
        {
            if (madeInit.GetValueOrDefault(sidecar.Name ?? "") != sidecar.RestartPolicy)
            {
                dropped.Add(new($"spec.initContainers[{sidecar.Name}].restartPolicy", "was dropped by the cluster", Hint: "sidecars need Kubernetes 1.29 or later"));
            }
        }

        return dropped.Count == 0
            ? made
            : throw new StackException(new(ProblemKind.Unavailable, StackReasons.UnsupportedByCluster, "the cluster does not understand all of the manifest", dropped));
    }

    private async Task<Pod?> LookAsync(NamespacedName name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.TryGetAsync(ResourceTypes.Pods, name, cancellationToken);
        }
        catch (Exception error) when (ApiFailures.IsWorthRepeating(error))
        {
            return null;
        }
    }
}
