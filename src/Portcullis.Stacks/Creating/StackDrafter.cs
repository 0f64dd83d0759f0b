using Portcullis.Admission;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Turns a wish into a blueprint: manifest admitted, terms settled; or says everything that is wrong with it. Pure.</summary>
internal sealed class StackDrafter(AdmissionMemory admission, StackSettings settings)
{
    // Stacks without egress have no name server to ask: the containers of one Pod find each other on localhost.
    private static readonly IReadOnlyList<string> NoDns = ["127.0.0.1"];

    /// <exception cref="StackException">The wish cannot be granted to anybody.</exception>
    public StackBlueprint Draft(StackId id, CreateStack wish, DateTimeOffset now)
    {
        var ttl = wish.Ttl ?? settings.Ttl;
        var egress = wish.Terms.Egress ?? settings.DefaultEgress;
        var result = admission.Admit(new()
        {
            Manifest = wish.Manifest,
            TargetPorts = wish.TargetPorts,
            Profile = wish.Terms.Profile,
            DnsServers = egress == "internet" ? settings.DnsServers : NoDns,
        });
        var reasons = result is Refused refused ? refused.Reasons : [];
        var bounds = StackLifetimes.Check(ttl, settings);
        if (bounds is not null || result is not Admitted admitted)
        {
            IReadOnlyList<ProblemDetail> problems =
            [
                .. bounds is null ? [] : new[] { bounds },
                .. reasons.Select(reason => new ProblemDetail(reason.Path, reason.Message, reason.Found, reason.Allowed, reason.Hint)),
            ];
            throw bounds is not null || reasons.Any(reason => reason.IsOfRequest) ? InvalidInput.OfRequest(problems) : InvalidInput.OfManifest(problems);
        }

        return new()
        {
            Id = id,
            Terms = wish.Terms.Settle(admitted.ProfileName, wish.Env.Names, settings),
            ExpiresAt = now + ttl,
            Ports = wish.TargetPorts,
            Manifest = admitted.Manifest,
            Template = admitted.Pod,
            CpuMilli = admitted.CpuMilli,
            MemoryBytes = admitted.MemoryBytes,
        };
    }
}
