using Portcullis.Cli.Input;
using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Cli.Policies;

/// <summary>What was read, ready to be asked.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Objects">The same for the evaluator, pods in order of their names.</param>
/// <param name="Snapshot">The evaluator.</param>
internal sealed record PolicyQuestion(ClusterInput Input, ClusterObjects Objects, NetworkSnapshot Snapshot)
{
    /// <summary>Makes it ready, and says what must be known beside any answer.</summary>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="input">What was read.</param>
    /// <param name="countsAll">Whether the answer counts what was not looked at, so that it need not be said beside it.</param>
    /// <exception cref="InputException">An object is invalid: nothing can be answered.</exception>
    public static async Task<PolicyQuestion> AskAsync(Terminal terminal, ClusterInput input, bool countsAll = false)
    {
        await Answering.NoteAsync(terminal, countsAll ? input.Notes : [.. input.Warnings, .. input.Notes]).ConfigureAwait(false);
        await Answering.NoteAsync(terminal, input.UnknownFields.Select(field =>
            $"warning: {input.Prefix("NetworkPolicy", field.Policy)}NetworkPolicy {field.Policy}: {field.Path}: the API has no such field and drops it")).ConfigureAwait(false);
        if (input.Malformed.Count > 0)
        {
            throw new InputException([.. input.Malformed.Select(wrong => wrong.ToString())]);
        }

        var objects = new ClusterObjects
        {
            Namespaces = input.Namespaces,
            Pods = [.. input.Pods.OrderBy(pod => pod.Metadata.Namespace, StringComparer.Ordinal).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal)],
            Services = input.Services,
            Policies = input.Policies,
            Nodes = input.Nodes,
        };
        var snapshot = NetworkSnapshot.Build(objects);
        return snapshot.Problems.Count == 0
            ? new PolicyQuestion(input, objects, snapshot)
            : throw new InputException([.. snapshot.Problems.SelectMany(problem => problem.Errors.Select(error => $"{input.Prefix(problem.Kind, problem.Name)}{problem.Kind} {problem.Name} is invalid: {error}"))]);
    }

    /// <summary>What must be said of pods that are over.</summary>
    public IEnumerable<string> FinishedNotes()
    {
        var finished = Objects.Pods.Where(pod => pod.Status?.Phase is "Succeeded" or "Failed").Select(pod => NamespacedName.Of(pod.Metadata).ToString()).ToList();
        if (finished.Count > 0)
        {
            yield return $"note: {Listing.Count(finished.Count, "finished pod")} left out ({Listing.Of(finished)})";
        }
    }
}
