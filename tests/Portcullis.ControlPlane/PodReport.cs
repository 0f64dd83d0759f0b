using System.Globalization;
using System.Text.Json.Nodes;
using Portcullis.Model.Wire.Core;

namespace Portcullis.ControlPlane;

/// <summary>What a kubelet would report of a pod, from the image names that the embedded cluster knows, too.</summary>
internal static class PodReport
{
    // Nothing is run, so nothing is felt: the airlock of a stack says what it would on a network that enforces at once.
    private const string Passed = "passed attempts=3 seconds=1";

    /// <summary>The merge patch of a pod's status once its node has taken it.</summary>
    /// <param name="pod">The pod as it was bound.</param>
    /// <param name="address">Its address.</param>
    /// <param name="now">When.</param>
    public static JsonObject Of(Pod pod, string address, DateTimeOffset now)
    {
        var states = (pod.Spec?.Containers ?? []).Select(container => (container, State: StateOf(container.Image ?? "", now))).ToList();
        var phase = PhaseOf([.. states.Select(entry => entry.State)]);
        var ready = phase == "Running" ? "True" : "False";
        return new()
        {
            ["status"] = new JsonObject
            {
                ["phase"] = phase,
                ["podIP"] = address,
                ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address }),
                ["startTime"] = Text(now),
                ["conditions"] = new JsonArray(
                    Condition("PodScheduled", "True", now), Condition("Initialized", "True", now), Condition("ContainersReady", ready, now), Condition("Ready", ready, now)),
                ["initContainerStatuses"] = new JsonArray([.. (pod.Spec?.InitContainers ?? []).Select(c => (JsonNode)Container(c, Ended(0, "Completed", now, c.Name == "airlock" ? Passed : null)))]),
                ["containerStatuses"] = new JsonArray([.. states.Select(entry => (JsonNode)Container(entry.container, entry.State))]),
            },
        };
    }

    private static JsonObject StateOf(string image, DateTimeOffset now) => image.Split(':') switch
    {
        ["simulated/oom", ..] => Ended(137, "OOMKilled", now),
        ["simulated/completes", ..] => Ended(0, "Completed", now),
        ["simulated/crash", var code] => Ended(int.Parse(code, CultureInfo.InvariantCulture), "Error", now),
        ["simulated/pull-fails", ..] => new() { ["waiting"] = new JsonObject { ["reason"] = "ImagePullBackOff", ["message"] = $"Back-off pulling image \"{image}\"" } },
        _ => new() { ["running"] = new JsonObject { ["startedAt"] = Text(now) } },
    };

    private static string PhaseOf(IReadOnlyList<JsonObject> states) =>
        states.Any(state => state.ContainsKey("waiting")) ? "Pending"
        : states.Any(state => state.ContainsKey("running")) ? "Running"
        : states.Any(state => state["terminated"]!["exitCode"]!.GetValue<int>() != 0) ? "Failed"
        : "Succeeded";

    private static JsonObject Ended(int code, string reason, DateTimeOffset now, string? message = null) => new()
    {
        ["terminated"] = new JsonObject { ["exitCode"] = code, ["reason"] = reason, ["message"] = message, ["startedAt"] = Text(now), ["finishedAt"] = Text(now) },
    };

    private static JsonObject Container(Container container, JsonObject state) => new()
    {
        ["name"] = container.Name,
        ["image"] = container.Image,
        ["imageID"] = "",
        ["ready"] = state.ContainsKey("running"),
        ["started"] = state.ContainsKey("running"),
        ["restartCount"] = 0,
        ["state"] = state,
    };

    private static JsonObject Condition(string type, string status, DateTimeOffset now) => new() { ["type"] = type, ["status"] = status, ["lastTransitionTime"] = Text(now) };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
