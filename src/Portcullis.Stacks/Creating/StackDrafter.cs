using Portcullis.Admission;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Turns a wish into a blueprint, or says everything that is wrong with it. Pure but for the random id.</summary>
internal sealed class StackDrafter(AdmissionMemory admission, StackSettings settings)
{
    // Stacks without egress have no name server to ask: the containers of one Pod find each other on localhost.
    private static readonly IReadOnlyList<string> NoDns = ["127.0.0.1"];

    /// <exception cref="StackException">The wish cannot be granted to anybody.</exception>
    public StackBlueprint Draft(StackId id, CreateStack wish, DateTimeOffset now)
    {
        var ttl = wish.Ttl ?? settings.Ttl;
        var egress = wish.Egress ?? settings.DefaultEgress;
        var problems = new List<ProblemDetail>();
        if (StackLifetimes.Check(ttl, settings) is { } problem)
        {
            problems.Add(problem);
        }

        var result = admission.Admit(new()
        {
            Manifest = wish.Manifest,
            TargetPorts = wish.TargetPorts,
            Profile = wish.Profile,
            DnsServers = egress == "internet" ? settings.DnsServers : NoDns,
        });
        if (result is Refused refused)
        {
            problems.AddRange(refused.Reasons.Select(reason => new ProblemDetail(reason.Path, reason.Message, reason.Found, reason.Allowed, reason.Hint)));
        }

        if (problems.Count > 0 || result is not Admitted admitted)
        {
            throw new StackException(new(ProblemKind.BadRequest, StackReasons.InvalidManifest, Sentence(problems), problems));
        }

        return new()
        {
            Id = id,
            Owner = wish.Owner,
            Challenge = wish.Challenge,
            Egress = egress,
            Profile = admitted.ProfileName,
            BeyondBaseline = settings.Profiles.GetValueOrDefault(admitted.ProfileName)?.BeyondBaseline == true,
            EnvNames = wish.Env.Names,
            ExpiresAt = now + ttl,
            Ports = wish.TargetPorts,
            Manifest = admitted.Manifest,
            Template = admitted.Pod,
            CpuMilli = admitted.CpuMilli,
            MemoryBytes = admitted.MemoryBytes,
        };
    }

    private static string Sentence(List<ProblemDetail> problems)
    {
        var first = $"invalid input: {problems[0].Path}: {problems[0].Message}";
        return problems.Count == 1 ? first : $"{first} (and {problems.Count - 1} more)";
    }
}
