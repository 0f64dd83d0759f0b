using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>The endpoints of a matrix, found.</summary>
internal sealed record EndpointList(IReadOnlyList<Resolved> Endpoints, IReadOnlyList<string> Caveats, IReadOnlyList<string> Missing)
{
    public static EndpointList Resolve(IReadOnlyList<NetworkEndpoint> order, IClusterView view)
    {
        var endpoints = new List<Resolved>(order.Count);
        List<string> caveats = [];
        List<string> missing = [.. view.Problems.Select(problem => problem.ToString())];
        foreach (var endpoint in order)
        {
            var resolved = EndpointResolver.Resolve(endpoint, view);
            endpoints.Add(resolved);
            if (resolved is Resolved.One one)
            {
                caveats.AddRange(one.Notes.Where(note => note.IsCaveat).Select(note => note.Text));
            }
            else if (resolved is Resolved.Nobody nobody)
            {
                missing.Add(nobody.Reason);
            }
        }

        return new EndpointList(endpoints, caveats, missing);
    }
}
