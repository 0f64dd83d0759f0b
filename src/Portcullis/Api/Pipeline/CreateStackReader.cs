using System.Text.Json;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads the body of a create: both generations of <c>target_port</c>, and every problem at once.</summary>
internal static class CreateStackReader
{
    private const int LongestName = 253;

    /// <exception cref="StackException">Something is wrong with the body.</exception>
    public static CreateStack Read(JsonDocument? body)
    {
        var fields = new JsonFields(body);
        var manifest = fields.Text("pod_spec");
        if (manifest is null && fields.Find("pod_spec") is null)
        {
            fields.Problems.Add(new("pod_spec", "is required", Allowed: "a pod manifest as YAML text"));
        }

        var wish = new CreateStack
        {
            Manifest = manifest ?? "",
            TargetPorts = TargetPortReader.Read(fields),
            Owner = Name(fields, "owner"),
            Challenge = Name(fields, "challenge"),
            Ttl = DurationField.Read(fields, "ttl"),
            Profile = fields.Text("profile"),
            Egress = Egress(fields),
            Env = EnvField.Read(fields),
            WaitUntilReady = Wait(fields),
        };
        return fields.Problems.Count == 0 ? wish : throw Failure(fields.Problems);
    }

    private static StackException Failure(List<ProblemDetail> problems)
    {
        return new(new(
            ProblemKind.BadRequest,
            StackReasons.InvalidRequest,
            $"invalid input: {problems[0].Path}: {problems[0].Message}" + (problems.Count > 1 ? $" (and {problems.Count - 1} more)" : ""),
            problems));
    }

    private static string? Egress(JsonFields fields)
    {
        var egress = fields.Text("egress");
        if (egress is not (null or "none" or "internet"))
        {
            fields.Problems.Add(new("egress", "is not known", Allowed: "none, internet"));
        }

        return egress;
    }

    // An empty owner would give every player the same stack: refused, not taken as absent.
    private static string? Name(JsonFields fields, string field)
    {
        if (fields.Text(field) is not { } text)
        {
            return null;
        }

        if (text.Length is 0 or > LongestName || string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            fields.Problems.Add(new(field, "is no usable name", Allowed: $"1 to {LongestName} characters, none of them a control character, not only blanks"));
        }

        return text;
    }

    private static bool Wait(JsonFields fields)
    {
        switch (fields.Text("wait"))
        {
            case null or "scheduled":
                return false;
            case "ready":
                return true;
            default:
                fields.Problems.Add(new("wait", "is not known", Allowed: "scheduled, ready"));
                return false;
        }
    }
}
