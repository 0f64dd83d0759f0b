using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes the Secret of a stack that has variables: after the Service, which owns it, and before the Pod, which reads it.</summary>
/// <remarks>Only writes: that Portcullis may read no Secret at all is worth more than sparing a request when a name is taken.</remarks>
internal sealed class SecretPoster(KubernetesClient client, StackSettings settings, TimeProvider time)
{
    /// <summary>Makes it, unless the stack has no variables.</summary>
    /// <param name="blueprint">What the stack is.</param>
    /// <param name="service">Its Service.</param>
    /// <param name="env">The values that the caller gave.</param>
    /// <param name="isFresh">
    /// True when the Service was made just now, so that a Secret of this name is an earlier stack's. Else it is this one's
    /// and stays: who asks again gets what there is. Should there be none, and the caller give other variables, then
    /// the stack's status says so.
    /// </param>
    /// <param name="cancellationToken">The budget.</param>
    /// <exception cref="StackException">The cluster refuses it.</exception>
    /// <exception cref="OperationCanceledException">The budget is over; whether a Secret stands is not known.</exception>
    public async Task PostAsync(StackBlueprint blueprint, Service service, StackEnv env, bool isFresh, CancellationToken cancellationToken)
    {
        if (blueprint.Terms.EnvNames.Count == 0 || !env.Names.SequenceEqual(blueprint.Terms.EnvNames))
        {
            return;
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
                if (!isFresh)
                {
                    return;
                }

                // Our own, whose reply was lost, or one of an earlier stack of this id that the cluster has yet to collect.
                await RemoveAsync(NamespacedName.Of(wanted.Metadata), cancellationToken);
            }
            catch (Exception error) when (ApiFailures.IsWorthRepeating(error))
            {
                await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
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
        catch (Exception error) when (ApiFailures.IsWorthRepeating(error) || error is KubernetesApiException { IsNotFound: true })
        {
            // Collected in the meantime, or else the next create meets it again.
            await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
        }
        catch (KubernetesApiException refusal)
        {
            throw new StackException(ApiFailures.OfRefusal(refusal), refusal);
        }
    }
}
