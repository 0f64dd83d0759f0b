using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reference;

/// <summary>Whether a connection passes, both directions taken together, by the specification alone.</summary>
internal static class Judge
{
    public static Reachability Between(Subject from, Subject to, ProtocolPort port, IClusterView view)
    {
        if (!Paths.IsDefined(from, to))
        {
            return Reachability.Undefined;
        }

        foreach (var path in Paths.Between(from.Families, to.Families))
        {
            var connection = new Connection(from, to, port, path);
            if (Allows(Direction.Egress, connection, view) && Allows(Direction.Ingress, connection, view))
            {
                return Reachability.Allowed;
            }
        }

        return Reachability.Denied;
    }

    /// <summary>Open unless isolated; isolated, the union of what the isolating policies allow.</summary>
    public static bool Allows(Direction direction, Connection connection, IClusterView view)
    {
        var own = connection.Own(direction);
        if (own.Kind != SubjectKind.Pod || (direction == Direction.Ingress && Paths.IsFromOwnNode(connection.From, connection.To)))
        {
            return true;
        }

        var isolated = false;
        foreach (var policy in view.PoliciesOf(own.Namespace))
        {
            if (Specification.Isolates(policy, own, direction))
            {
                isolated = true;
                if (Specification.FirstAllowing(policy, direction, connection, view) is not null)
                {
                    return true;
                }
            }
        }

        return !isolated;
    }
}
