using Portcullis.Model;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>S5: each protected namespace would hold if the walls were gone, by its own policies.</summary>
internal static class Depth
{
    public const string Id = "S5";
    private const string Title = "each protected namespace would still hold without the walls";

    // Each has a policy printed with it.
    private const int MostWitnesses = 5;

    public static IsolationStatement Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [];
        List<string> seen = [view.Stacks.Namespace];
        while (Find(view, view.Bare, new() { ExceptNamespaces = [.. seen] }) is { } path)
        {
            var space = ((NetworkEndpoint.OfPod)path.Question.To).Name.Namespace;
            if (witnesses.Count < MostWitnesses)
            {
                witnesses.Add(Witness(view, path, space));
            }

            seen.Add(space);
        }

        var relying = seen.Skip(1).Order(StringComparer.Ordinal).ToList();
        return IsolationStatement.Of(Id, Title, witnesses, notes: relying.Count == 0 ? [] :
            [$"{Counted.Of(relying.Count, "namespace")} {(relying.Count == 1 ? "relies" : "rely")} on the walls alone: {string.Join(", ", relying)}"]) with { IsAdvisory = true };
    }

    private static NetworkVerdict? Find(GuardView view, NetworkSnapshot network, PodSelection to) => PathSearch.Find(network, view.Pods, view.StackPods, new() { Pods = to });

    private static IsolationWitness Witness(GuardView view, NetworkVerdict path, string space)
    {
        var witness = PathSearch.Witness(path);
        var heading = $"without the walls {PathSearch.Sentences(path, witness.Text[0])[0]}";
        return witness with { Text = [heading, .. witness.Text.Skip(1), .. Advice(view, path, space)] };
    }

    // Policies add up, so one more cannot take back what another allows.
    private static IEnumerable<string> Advice(GuardView view, NetworkVerdict path, string space)
    {
        if (path.Ingress.Isolated)
        {
            yield return $"narrow the rule of {Counted.Named([.. path.Ingress.Policies.Where(policy => policy.Allows).Select(policy => policy.Policy.ToString())])} that lets stacks in: another policy cannot take it back";
            yield break;
        }

        var policy = KeepStacksOut.Make(view, space);
        yield return Find(view, view.Bare.With(policy), new() { Namespaces = [space] }) is null
            ? $"this policy would close it:\n{KeepStacksOut.Yaml(policy)}"
            : $"this policy would close it for pods that no policy selects for ingress yet; where one lets stacks in, it must be narrowed:\n{KeepStacksOut.Yaml(policy)}";
    }
}
