using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Explaining;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A service is reached when one of the pods behind it is.</summary>
internal static class ServiceJudge
{
    public static Reachability Between(in Side from, ServiceFacts service, ProtocolPort port, ClusterState state)
    {
        var answer = Reachability.Undefined;
        foreach (var (pod, target) in ServiceExplainer.Behind(service, port, state))
        {
            switch (FastJudge.Between(from, state.SideOf(pod), target))
            {
                case Reachability.Allowed:
                    return Reachability.Allowed;
                case Reachability.Denied:
                    answer = Reachability.Denied;
                    break;
            }
        }

        return answer;
    }
}
