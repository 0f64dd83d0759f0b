using System.Globalization;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Tests.Network.Conformance;

/// <summary>A cluster of the corpora and the matrices that are right for it.</summary>
internal sealed record CorpusCase(string Name, ClusterObjects Objects, IReadOnlyList<NetworkEndpoint> Order, IReadOnlyList<(ProtocolPort Port, IReadOnlyList<string> Rows)> Expected)
{
    public static IEnumerable<CorpusCase> Read(string file, JsonElement row) => file switch
    {
        "networkpolicy/random" => [Of(row.GetProperty("id").GetString()!, row, "order", row.GetProperty("probes").EnumerateArray()
            .Zip(row.GetProperty("expected").EnumerateArray(), (probe, rows) => (Port(probe, "port"), Rows(rows))))],
        "networkpolicy/policy-assistant" => row.GetProperty("steps").EnumerateArray().Select((step, i) => Of($"{row.GetProperty("description")}, step {i}", step, "podOrder",
            step.GetProperty("probes").EnumerateArray().Select(probe => (Port(probe, "port"), Rows(probe.GetProperty("matrix")))))),
        "networkpolicy/kubernetes-e2e" => row.GetProperty("steps").EnumerateArray().Select((step, i) => Of($"{row.GetProperty("name")}, step {i}", step, "podOrder",
            [(Port(step.GetProperty("probe"), "toPort"), Rows(step.GetProperty("expected")))])),
        _ => throw new ArgumentException($"no reader for {file}", nameof(file)),
    };

    /// <summary>The cells where a matrix differs from what is defined.</summary>
    public IEnumerable<string> Differences(MatrixAnswer answer)
    {
        var matrix = answer.ShouldBeOfType<MatrixAnswer.Judged>().Matrix;
        for (var port = 0; port < Expected.Count; port++)
        {
            for (var from = 0; from < Order.Count; from++)
            {
                var (expected, actual) = (Expected[port].Rows[from], matrix.Row(port, from));
                for (var to = 0; to < Order.Count; to++)
                {
                    if (expected[to] is '0' or '1' && expected[to] != actual[to])
                    {
                        yield return string.Create(CultureInfo.InvariantCulture, $"{Name}: {Order[from]} to {Order[to]} on {Expected[port].Port} is {actual[to]} instead of {expected[to]}");
                    }
                }
            }
        }
    }

    /// <summary>How many cells are defined.</summary>
    public int DefinedCells => Expected.Sum(probe => probe.Rows.Sum(row => row.Count(cell => cell is '0' or '1')));

    private static CorpusCase Of(string name, JsonElement cluster, string order, IEnumerable<(ProtocolPort, IReadOnlyList<string>)> expected) => new(
        name,
        new ClusterObjects
        {
            Namespaces = [.. cluster.GetProperty("namespaces").EnumerateObject().Select(Space)],
            Pods = [.. cluster.GetProperty("pods").EnumerateArray().Select(Pod)],
            Policies = [.. cluster.GetProperty("policies").EnumerateArray().Select(policy => policy.Deserialize(ModelJson.Default.NetworkPolicy)!)],
        },
        [.. cluster.GetProperty(order).EnumerateArray().Select(endpoint => NetworkEndpoint.Parse(endpoint.GetString())!)],
        [.. expected]);

    private static Namespace Space(JsonProperty space) => new() { Metadata = new() { Name = space.Name, Labels = Labels(space.Value) } };

    private static Pod Pod(JsonElement pod) => new()
    {
        Metadata = new() { Name = pod.GetProperty("name").GetString(), Namespace = pod.GetProperty("namespace").GetString(), Labels = Labels(pod.GetProperty("labels")) },
        Spec = new() { Containers = [new() { Ports = [.. pod.GetProperty("ports").EnumerateArray().Select(port => port.Deserialize(ModelJson.Default.ContainerPort)!)] }] },
        Status = new() { PodIP = pod.GetProperty("ip").GetString() },
    };

    private static Dictionary<string, string> Labels(JsonElement labels) => labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private static ProtocolPort Port(JsonElement probe, string port) =>
        ProtocolPort.TryParse($"{probe.GetProperty(port)}/{probe.GetProperty("protocol").GetString()}", out var read) ? read : throw new FormatException(probe.ToString());

    private static IReadOnlyList<string> Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.GetString()!)];
}
