using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Whether a connection passes, on compiled policies. Says the same as <see cref="Judge"/>, without allocating.</summary>
internal static class FastJudge
{
    public static Reachability Between(in Side from, in Side to, ProtocolPort port)
    {
        if (!Paths.IsDefined(from.Subject, to.Subject))
        {
            return Reachability.Undefined;
        }

        foreach (var path in Paths.Between(from.Subject.Families, to.Subject.Families))
        {
            if (AllowsEgress(from, to, port, path) && AllowsIngress(from, to, port, path))
            {
                return Reachability.Allowed;
            }
        }

        return Reachability.Denied;
    }

    /// <summary>The policies that isolate one end; none of what is no pod.</summary>
    public static CompiledPolicy[] Isolating(in Side own, Direction direction) =>
        own.Subject.Kind == SubjectKind.Pod ? own.Space.Policies.Selecting(own.Subject).Isolating(direction) : [];

    private static bool AllowsEgress(in Side from, in Side to, ProtocolPort port, IpFamily path) =>
        Allows(Isolating(from, Direction.Egress), Direction.Egress, to, to.Subject, port, path);

    private static bool AllowsIngress(in Side from, in Side to, ProtocolPort port, IpFamily path) =>
        Paths.IsFromOwnNode(from.Subject, to.Subject) || Allows(Isolating(to, Direction.Ingress), Direction.Ingress, from, to.Subject, port, path);

    private static bool Allows(CompiledPolicy[] isolating, Direction direction, in Side other, Subject destination, ProtocolPort port, IpFamily path)
    {
        foreach (var policy in isolating)
        {
            foreach (var rule in policy.Rules(direction))
            {
                if (rule.Allows(other, destination, port, path))
                {
                    return true;
                }
            }
        }

        return isolating.Length == 0;
    }
}
