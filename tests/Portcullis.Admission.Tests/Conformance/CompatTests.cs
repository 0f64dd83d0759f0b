using System.Text.Json;
using Portcullis.Testing;

namespace Portcullis.Admission.Tests.Conformance;

/// <summary>The verdicts of the service whose API we serve, over its recorded answers.</summary>
public sealed class CompatTests
{
    // Stricter on purpose: an amount above the per-stack maximum, and metadata that only the cluster may set.
    private static readonly string[] Stricter = ["create/res/suffix-lowercase-k", "create/text/timestamp-in-metadata"];

    [Fact]
    public void Creations_are_judged_as_callers_know_it()
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), "the conformance vectors are not here");
        var judged = 0;
        foreach (var row in Corpora.Read(folder!, "rest/compat"))
        {
            var name = row.GetProperty("name").GetString()!;
            if (!name.StartsWith("create/", StringComparison.Ordinal))
            {
                continue;
            }

            using var body = JsonDocument.Parse(row.GetProperty("body").GetString()!);
            if (!TryPorts(body.RootElement.GetProperty("target_port"), out var ports))
            {
                continue;
            }

            judged++;
            var result = new Admitter(new AdmissionPolicy()).Admit(new AdmissionRequest { Manifest = body.RootElement.GetProperty("pod_spec").GetString()!, TargetPorts = ports });
            (result is Admitted).ShouldBe(row.GetProperty("status").GetInt32() == 201 && !Stricter.Contains(name), $"{name}: {result}");
            if (result is Admitted admitted)
            {
                using var response = JsonDocument.Parse(row.GetProperty("response").GetString()!);
                admitted.CpuMilli.ShouldBe(response.RootElement.GetProperty("requested_cpu_milli").GetInt64(), name);
                admitted.MemoryBytes.ShouldBe(response.RootElement.GetProperty("requested_memory_bytes").GetInt64(), name);
            }
        }

        judged.ShouldBeGreaterThan(50);
    }

    /// <summary>Reads the ports as the API does; false for what it refuses before admission.</summary>
    private static bool TryPorts(JsonElement element, out List<TargetPort> ports)
    {
        ports = [];
        foreach (var item in element.EnumerateArray())
        {
            if (!item.TryGetProperty("protocol", out var protocol))
            {
                return false;
            }

            var isUdp = protocol.GetString()!.Trim().Equals("udp", StringComparison.OrdinalIgnoreCase);
            ports.Add(new TargetPort(item.GetProperty("container_port").GetInt32(), isUdp ? PortProtocol.Udp : PortProtocol.Tcp));
        }

        return true;
    }
}
