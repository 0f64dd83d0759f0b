using System.Net.Sockets;
using System.Text.RegularExpressions;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>What a Pod of a patrol says that it felt. Pure: it follows from the Pod alone.</summary>
/// <param name="Node">The node that it ran on.</param>
/// <param name="Egress">What it may reach, by policy: <c>none</c> or <c>internet</c>.</param>
/// <param name="Answers">What became of each target; those of a family that the Pod has no address of are left out.</param>
/// <param name="Problem">Why it says nothing, in words; null where it does.</param>
internal sealed partial record PatrolReading(string Node, string Egress, IReadOnlyList<PatrolAnswer> Answers, string? Problem)
{
    /// <returns>Null for a Pod that does not try anything, or has not ended.</returns>
    public static PatrolReading? Of(Pod pod)
    {
        var metadata = pod.Metadata;
        if (!PatrolPods.IsPatrol(metadata)
            || metadata.Labels!.GetValueOrDefault(StackKeys.Patrol) is not ("none" or "internet")
            || metadata.Annotations?.GetValueOrDefault(StackKeys.PatrolNode) is not { } node
            || !PodConditions.IsFinished(pod))
        {
            return null;
        }

        var egress = metadata.Labels!.GetValueOrDefault(StackKeys.Egress) == "internet" ? "internet" : "none";
        var ended = pod.Status?.ContainerStatuses?.FirstOrDefault(container => container.Name == PatrolPods.Container)?.State?.Terminated;
        var targets = PatrolOrders.Read(metadata.Annotations.GetValueOrDefault(StackKeys.PatrolOrders));
        return ended is not { ExitCode: 0 } || targets is null || Letters(ended.Message) is not { } letters || letters.Length != targets.Count
            ? new(node, egress, [], ProblemOf(pod, ended))
            : new(node, egress, AnswersOf(pod, targets, letters), null);
    }

    /// <summary>The families in which not even what must work did, though Portcullis itself got an answer from it: silence there shows nothing.</summary>
    public IReadOnlyList<AddressFamily> Deaf =>
        [.. Answers.Where(answer => answer.Target is { MustWork: true, IsKnownToAnswer: true }).GroupBy(answer => answer.Target.Family)
            .Where(family => family.All(answer => answer.Felt != PatrolFelt.Open)).Select(family => family.Key)];

    private static PatrolAnswer[] AnswersOf(Pod pod, IReadOnlyList<PatrolTarget> targets, string letters)
    {
        var families = PodAddresses.Of(pod).Select(address => address.AddressFamily).ToHashSet();
        return [.. targets.Zip(letters, (target, letter) => new PatrolAnswer(target, Felt(letter))).Where(answer => families.Contains(answer.Target.Family))];
    }

    private static PatrolFelt Felt(char letter) => letter switch
    {
        's' => PatrolFelt.Silent,
        'o' => PatrolFelt.Open,
        _ => PatrolFelt.Untold,
    };

    private static string? Letters(string? message) => Sentence().Match(message ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    private static string ProblemOf(Pod pod, ContainerStateTerminated? ended) => ended switch
    {
        { ExitCode: 3 } => "its own test failed: look at STACK_AIRLOCK_IMAGE",
        null or { ExitCode: 0 } => PodExplanation.Of(pod) is { } why ? $"{why.Reason}{(why.Message is { } message ? $": {message}" : "")}" : "it ended without a word",
        _ => $"it ended with exit code {ended.ExitCode}",
    };

    [GeneratedRegex(@"\Afelt passes=\d{1,6} seconds=\d{1,6} answers=([sox]+)\s*\z")]
    private static partial Regex Sentence();
}

/// <summary>What became of a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Felt">What was felt.</param>
internal sealed record PatrolAnswer(PatrolTarget Target, PatrolFelt Felt);

/// <summary>What a patrol felt of a target.</summary>
internal enum PatrolFelt
{
    /// <summary>It cannot tell.</summary>
    Untold,

    /// <summary>Nothing came back.</summary>
    Silent,

    /// <summary>It answered.</summary>
    Open,
}
