using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Makes the Secret of a stack that has variables: after the Service, which owns it, and before the Pod, which reads it.</summary>
/// <remarks>Only writes: that Portcullis may read no Secret at all is worth more than sparing a request when a name is taken.</remarks>
internal sealed class SecretPoster(KubernetesClient client, StackSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes it, unless the stack has no variables.</summary>
    /// <param name="blueprint">What the stack is.</param>
    /// <param name="service">Its Service.</param>
    /// <param name="env">The values that the caller gave.</param>
    /// <param name="cancellationToken">The budget.</param>
    /// <exception cref="StackException">The cluster refuses it, or the record asks for other variables than the caller gives.</exception>
    /// <exception cref="OperationCanceledException">The budget is over; whether a Secret stands is not known.</exception>
    public async Task PostAsync(StackBlueprint blueprint, Service service, StackEnv env, CancellationToken cancellationToken)
    {
        if (blueprint.EnvNames.Count == 0)
        {
            return;
        }

        if (!env.Names.SequenceEqual(blueprint.EnvNames))
        {
            throw Lost(blueprint);
        }

        var wanted = SecretFactory.Make(blueprint, service, env);
        while (true)
        {
            try
            {
                await client.CreateAsync(ResourceTypes.Secrets, settings.Namespace, wanted, cancellationToken);
                return;
            }
            catch (KubernetesApiException taken) when (taken.IsAlreadyExists)
            {
                // Our own, whose reply was lost, or one of an earlier stack of this id that the cluster has yet to collect.
                await RemoveAsync(NamespacedName.Of(wanted.Metadata), cancellationToken);
            }
            catch (Exception error) when (error is KubernetesTransportException || (error is KubernetesApiException api && ApiFailures.IsWorthRepeating(api)))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (KubernetesApiException refusal)
            {
                throw new StackException(ApiFailures.OfRefusal(refusal), refusal);
            }
        }
    }

    private async Task RemoveAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(ResourceTypes.Secrets, key, null, cancellationToken);
        }
        catch (Exception error) when (error is KubernetesTransportException || (error is KubernetesApiException api && (api.IsNotFound || ApiFailures.IsWorthRepeating(api))))
        {
            // Collected in the meantime, or else the next create meets it again.
            await Task.Delay(Pause, time, cancellationToken);
        }
        catch (KubernetesApiException refusal)
        {
            throw new StackException(ApiFailures.OfRefusal(refusal), refusal);
        }
    }

    // A create that was cut short between Service and Secret, and is asked for again with other variables.
    private static StackException Lost(StackBlueprint blueprint) => new(new(
        ProblemKind.Unavailable,
        StackReasons.Conflict,
        "a create of this stack was cut short, and it had other variables",
        [new("env", "the values are known to nobody any more", Allowed: string.Join(", ", blueprint.EnvNames), Hint: "give the same env, or delete the stack first")]));
}
