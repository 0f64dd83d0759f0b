using System.Globalization;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

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
    /// <exception cref="StackException">It cannot be made.</exception>
    /// <exception cref="OperationCanceledException">The budget is over; whether a Service stands is not known.</exception>
    public async Task<PostedService> PostAsync(StackBlueprint blueprint, string incarnation, CancellationToken cancellationToken)
    {
        var refusals = new PortRefusals();
        while (true)
        {
            var lease = await PickAsync(blueprint, refusals, cancellationToken);
            try
            {
                if (await TryPostAsync(blueprint, incarnation, lease, refusals, cancellationToken) is { } posted)
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

    private async Task<NodePortLease> PickAsync(StackBlueprint blueprint, PortRefusals refusals, CancellationToken cancellationToken)
    {
        var count = blueprint.Ports.Select(port => port.ContainerPort).Distinct().Count();
        while (true)
        {
            if (pool.TryPick(count, refusals.Now) is { } lease)
            {
                return lease;
            }

            var free = pool.Free;
            if (!refusals.MayForget)
            {
                throw new StackException(new(
                    ProblemKind.Unavailable,
                    StackReasons.NodePortsExhausted,
                    "no free NodePort is left",
                    [new("target_port", $"{Number(count, "is", "are")} needed, {Number(free, "looks", "look")} free{refusals.Told}", Hint: "wait for a stack to end, or widen STACK_NODEPORT_MIN..STACK_NODEPORT_MAX")]));
            }

            // By then the store shows who holds them, or whoever did has given them back.
            await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
            refusals.Forget();
        }
    }

    private static string Number(int count, string one, string many) => count == 1 ? $"1 NodePort {one}" : string.Create(CultureInfo.InvariantCulture, $"{count} NodePorts {many}");

    // Null: try again, with other ports where some were rejected.
    private async Task<PostedService?> TryPostAsync(
        StackBlueprint blueprint, string incarnation, NodePortLease lease, PortRefusals refusals, CancellationToken cancellationToken)
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
                Reject(invalid, wanted, refusals);
            }
            else
            {
                await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
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

    private static bool MayHaveHappened(Exception error) => ApiFailures.IsWorthRepeating(error) || error is KubernetesApiException { StatusCode: 422 };

    private static void Reject(KubernetesApiException invalid, Service wanted, PortRefusals refusals)
    {
        switch (ApiFailures.NodePortRefusalOf(invalid, out var index))
        {
            case NodePortRefusal.Taken when index < wanted.Spec!.Ports!.Count:
                refusals.Add(wanted.Spec.Ports[index].NodePort!.Value);
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
            catch (Exception error) when (ApiFailures.IsWorthRepeating(error))
            {
                await Pauses.WithinAnswer.PauseAsync(1, time, cancellationToken);
            }
        }
    }
}

/// <summary>The ports that the API server refused in one create.</summary>
internal sealed class PortRefusals
{
    // With the pause in between: longer than what others pick and give back again takes, shorter than a caller waits.
    private const int MostWaits = 30;
    private const int MostTold = 5;

    private readonly HashSet<int> _now = [];
    private readonly SortedSet<int> _ever = [];
    private int _waits;

    /// <summary>Those not to be asked for again.</summary>
    public IReadOnlySet<int> Now => _now;

    /// <summary>Whether there are any that may have come back, and there was not too much waiting for them yet.</summary>
    public bool MayForget => _now.Count > 0 && _waits < MostWaits;

    /// <summary>What an error says of them; empty where there were none.</summary>
    public string Told => _ever.Count == 0 ? "" : $"; the cluster refused {string.Join(", ", _ever.Take(MostTold))}{(_ever.Count > MostTold ? $" and {_ever.Count - MostTold} more" : "")} as taken";

    public void Add(int port)
    {
        _now.Add(port);
        _ever.Add(port);
    }

    /// <summary>Lets all of them be asked for again.</summary>
    public void Forget()
    {
        _waits++;
        _now.Clear();
    }
}
