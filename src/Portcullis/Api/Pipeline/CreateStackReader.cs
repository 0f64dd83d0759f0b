using System.Text.Json;
using Portcullis.Api.Contract;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads the body of a create: both generations of <c>target_port</c>, and every problem at once.</summary>
internal static class CreateStackReader
{
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
            Terms = StackTermFields.Read(fields),
            Ttl = DurationField.Read(fields, "ttl"),
            Env = EnvField.Read(fields),
            WaitUntilReady = Wait(fields),
        };
        return fields.Problems.Count == 0 ? wish : throw InvalidInput.OfRequest(fields.Problems);
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
