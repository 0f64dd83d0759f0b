using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>A Service that stands: ours, or somebody else's under the name that we wanted.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Lease">The ports of our own picking, to be disposed once the stores know the Service; null when it is not ours.</param>
internal sealed record PostedService(Service Service, NodePortLease? Lease)
{
    public bool IsOurs => Lease is not null;
}

/// <summary>Makes a stack's Service: the step that reserves the ports and the name, in one.</summary>
/// <remarks>
/// The API server allocates ports before it checks the name, so the repeat of a POST whose reply was lost complains
/// about its own port. Therefore: after anything but a clear yes, look by name before anything else.
/// </remarks>
internal sealed class ServicePoster(KubernetesClient client, NodePortPool pool, StackSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="StackException">It cannot be made.</exception>
    /// <exception cref="OperationCanceledException">The budget is over; whether a Service stands is not known.</exception>
    public async Task<PostedService> PostAsync(StackBlueprint blueprint, string incarnation, CancellationToken cancellationToken)
    {
        var rejected = new HashSet<int>();
        while (true)
        {
            var lease = Pick(blueprint, rejected);
            try
            {
                if (await TryPostAsync(blueprint, incarnation, lease, rejected, cancellationToken) is { } posted)
                {
                    if (!posted.IsOurs)
                    {
                        lease.Dispose();
                    }

                    return posted;
                }

                lease.Dispose();
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }
    }

    private NodePortLease Pick(StackBlueprint blueprint, HashSet<int> rejected)
    {
        var count = blueprint.Ports.Select(port => port.ContainerPort).Distinct().Count();
        return pool.TryPick(count, rejected) ?? throw new StackException(new(
            ProblemKind.Unavailable,
            StackReasons.NodePortsExhausted,
            "no free NodePort is left",
            [new("target_port", $"{count} NodePorts are needed, {pool.Free} are free", Hint: "wait for a stack to end, or widen STACK_NODEPORT_MIN..STACK_NODEPORT_MAX")]));
    }

    // Null: try again, with other ports where some were rejected.
    private async Task<PostedService?> TryPostAsync(
        StackBlueprint blueprint, string incarnation, NodePortLease lease, HashSet<int> rejected, CancellationToken cancellationToken)
    {
        var wanted = ServiceFactory.Make(blueprint, incarnation, Assign(blueprint, lease), settings);
        try
        {
            return new(await client.CreateAsync(ResourceTypes.Services, settings.Namespace, wanted, cancellationToken), lease);
        }
        catch (Exception error) when (MayHaveHappened(error))
        {
            var standing = await LookAsync(blueprint.Id, cancellationToken);
            if (standing is not null)
            {
                return IsOfThisAttempt(standing, incarnation) ? new(standing, lease) : new(standing, null);
            }

            if (error is KubernetesApiException { StatusCode: 422 } invalid)
            {
                Reject(invalid, wanted, rejected);
            }
            else
            {
                await Task.Delay(Pause, time, cancellationToken);
            }

            return null;
        }
        catch (KubernetesApiException refusal)
        {
            throw new StackException(ApiFailures.OfRefusal(refusal), refusal);
        }
    }

    private static Dictionary<int, int> Assign(StackBlueprint blueprint, NodePortLease lease) =>
        blueprint.Ports.Select(port => port.ContainerPort).Distinct().Zip(lease.Ports).ToDictionary(pair => pair.First, pair => pair.Second);

    private static bool IsOfThisAttempt(Service standing, string incarnation) =>
        standing.Metadata.Labels?.GetValueOrDefault(StackKeys.Incarnation) == incarnation;

    private static bool MayHaveHappened(Exception error) => error switch
    {
        KubernetesTransportException => true,
        KubernetesApiException api => ApiFailures.IsWorthRepeating(api) || api.StatusCode == 422,
        _ => false,
    };

    private static void Reject(KubernetesApiException invalid, Service wanted, HashSet<int> rejected)
    {
        switch (ApiFailures.NodePortRefusalOf(invalid, out var index))
        {
            case NodePortRefusal.Taken when index < wanted.Spec!.Ports!.Count:
                rejected.Add(wanted.Spec.Ports[index].NodePort!.Value);
                break;
            case NodePortRefusal.OutOfRange:
                throw new StackException(
                    new(
                        ProblemKind.Internal,
                        StackReasons.NodePortOutOfRange,
                        "the configured NodePort range is not within the cluster's",
                        [new("STACK_NODEPORT_MIN..STACK_NODEPORT_MAX", "is not within the API server's --service-node-port-range", Hint: "set both within the cluster's range")]),
                    invalid);
            default:
                throw new StackException(new(ProblemKind.Internal, StackReasons.InternalError, "the cluster does not accept the stack's Service"), invalid);
        }
    }

    private async Task<Service?> LookAsync(StackId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await client.TryGetAsync(ResourceTypes.Services, new(settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
            }
            catch (Exception error) when (error is KubernetesTransportException || (error is KubernetesApiException api && ApiFailures.IsWorthRepeating(api)))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
