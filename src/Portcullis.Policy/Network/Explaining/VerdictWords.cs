using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>A verdict in plain sentences: the answer, then each direction, then what to bear in mind.</summary>
internal static class VerdictWords
{
    public static IReadOnlyList<string> Sentences(
        NetworkQuestion question, Connection connection, DirectionVerdict egress, DirectionVerdict ingress, IReadOnlyList<Note> notes, bool dual)
    {
        var where = (egress.Allowed, ingress.Allowed) switch
        {
            (true, true) => "allowed",
            (false, true) => "denied at the source",
            (true, false) => "denied at the destination",
            _ => "denied at the source and at the destination",
        };
        List<string> text = [$"{question}: {where}"];
        text.AddRange(Side(Direction.Egress, connection, egress));
        text.AddRange(Side(Direction.Ingress, connection, ingress));
        if (dual)
        {
            text.Add(egress.Allowed && ingress.Allowed
                ? $"both have IPv4 and IPv6 addresses; this is what holds for {(connection.Path == IpFamily.V4 ? "IPv4" : "IPv6")}"
                : "both have IPv4 and IPv6 addresses; neither family passes, and this is what holds for IPv4");
        }

        text.AddRange(notes.Select(note => note.Text));
        return text;
    }

    private static IEnumerable<string> Side(Direction direction, Connection connection, DirectionVerdict verdict)
    {
        var own = connection.Own(direction);
        var word = PolicyWords.Word(direction);
        var head = $"{word} {(direction == Direction.Egress ? "from" : "to")} {own}";
        if (own.Kind != SubjectKind.Pod)
        {
            yield return $"{head}: policies isolate pods, which this is not";
            yield break;
        }

        if (!verdict.Isolated)
        {
            yield return $"{head}: no policy in namespace {own.Namespace} selects it for {word}, so everything is allowed";
            yield break;
        }

        foreach (var policy in verdict.Policies)
        {
            yield return $"{head}: selected by `{policy.Policy}`; {policy.Reason}";
        }

        if (verdict.Policies.Count > 1)
        {
            yield return verdict.Policies.Any(policy => policy.Allows)
                ? $"{head}: what policies allow is added up, so one that allows is enough"
                : $"{head}: none of the {verdict.Policies.Count} policies that select it allows this";
        }

        if (verdict.Allowed && !verdict.Policies.Any(policy => policy.Allows))
        {
            yield return $"{head}: it comes from the pod's own node, which is always allowed, for the kubelet's probes";
        }
    }
}
