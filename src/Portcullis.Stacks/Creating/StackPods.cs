using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes the Pods of stacks, airlock and all: the first of each, and those of restarts.</summary>
/// <param name="poster">Sends them.</param>
/// <param name="stores">Shows what becomes of them.</param>
/// <param name="airlock">Makes their airlocks; null where they get none.</param>
/// <param name="settings">The settings.</param>
/// <param name="time">The clock.</param>
internal sealed class StackPods(PodPoster poster, ClusterStores stores, AirlockFitting? airlock, StackSettings settings, TimeProvider time)
{
    /// <summary>The Pod as it is to be sent.</summary>
    /// <param name="blueprint">What the stack is.</param>
    /// <param name="service">Its Service, which owns the Pod.</param>
    /// <param name="incarnation">Which Pod of the stack this is.</param>
    /// <param name="before">The stack as it was, when this Pod comes in another's place.</param>
    public Pod Draw(StackBlueprint blueprint, Service service, string incarnation, Stack? before = null)
    {
        var now = time.GetUtcNow();
        var age = now - (service.Metadata.CreationTimestamp ?? now);
        return PodFactory.Make(blueprint, service, incarnation, age > TimeSpan.Zero ? age : TimeSpan.Zero, before?.NodeName, settings, airlock?.Make(), before?.Pod);
    }

    /// <summary>Sends it.</summary>
    public Task<Pod> PostAsync(Pod drawn, StackBlueprint blueprint, AnswerBudget budget) => poster.PostAsync(drawn, blueprint.Terms.Profile, budget.Token);

    /// <summary>Waits until a Pod is far enough, for as long as the budget has time for that.</summary>
    /// <returns>The Pod as it was last seen.</returns>
    public async Task<Pod> WaitAsync(Pod pod, Func<Pod, bool> isEnough, AnswerBudget budget)
    {
        var latest = pod;
        await stores.Pods.WaitUntilAsync(
            NamespacedName.Of(pod.Metadata),
            current =>
            {
                latest = current ?? latest;
                return current is not null && isEnough(current);
            },
            budget.LeftForWaiting,
            budget.Token);
        return latest;
    }
}
