using System.Text.Json;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The requests that platforms send to the service whose API this one serves, and what it answered.</summary>
public abstract class CompatibilityTests(ClusterKind kind)
{
    // Where the design is deliberately stricter than that service.
    private static readonly Dictionary<string, (int Status, string Why)> OnPurpose = new()
    {
        ["create/text/timestamp-in-metadata"] = (400, "metadata.creationTimestamp may only be empty: it is the API server's to set"),
        ["create/res/suffix-lowercase-k"] = (400, "1k CPU is a thousand CPUs: above the most that one stack may have"),
    };

    [Fact]
    public async Task Every_row_is_answered_as_callers_expect()
    {
        Assert.SkipUnless(Corpora.TryFind(out var corpora), "the conformance vectors are not beside this checkout");
        await using var bed = await TestBed.StartAsync(kind);
        var failures = new List<string>();
        foreach (var row in Corpora.Read(corpora, "rest/compat"))
        {
            var name = row.GetProperty("name").GetString()!;
            var expected = OnPurpose.TryGetValue(name, out var differs) ? differs.Status : row.GetProperty("status").GetInt32();
            var answer = await bed.Api.SendAsync(
                new HttpMethod(row.GetProperty("method").GetString()!),
                row.GetProperty("path").GetString()!,
                row.GetProperty("body").GetString(),
                row.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Name == "X-API-KEY" && header.Value.GetString() == "secret" ? TestBed.Key : header.Value.GetString()!)));
            if (answer.Code != expected)
            {
                failures.Add($"{name}: expected {expected}, got {answer.Code}: {answer.Text}");
            }
            else if (expected < 300)
            {
                failures.AddRange(Differences(JsonDocument.Parse(row.GetProperty("response").GetString()!.Replace("\"stacks\"", $"\"{bed.Settings.Namespace}\"", StringComparison.Ordinal)).RootElement, answer.Json).Select(difference => $"{name}: {difference}"));
            }
            else
            {
                answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrEmpty(name);
            }

            if (answer.Code == 201)
            {
                (await bed.Api.DeleteAsync($"/stacks/{answer.StackId}")).ShouldBe(200);
            }
        }

        failures.ShouldBeEmpty();
        await bed.NothingIsLeftAsync();
        bed.Logs.Entries.ShouldNotContain(entry => entry.Text.Contains("unhandled fault"));
    }

    private static IEnumerable<string> Differences(JsonElement theirs, JsonElement ours)
    {
        foreach (var field in theirs.EnumerateObject())
        {
            if (!ours.TryGetProperty(field.Name, out var value))
            {
                yield return $"lacks {field.Name}";
            }
            else if (value.ValueKind != field.Value.ValueKind && field.Name is not "node_public_ip")
            {
                yield return $"{field.Name} is {value.ValueKind}, not {field.Value.ValueKind}";
            }
            else if (field.Name is "namespace" or "requested_cpu_milli" or "requested_memory_bytes" && value.GetRawText() != field.Value.GetRawText())
            {
                yield return $"{field.Name} is {value.GetRawText()}, not {field.Value.GetRawText()}";
            }
        }

        if (theirs.TryGetProperty("ports", out var theirPorts) && PortsOf(theirPorts) is var expected && PortsOf(ours.GetProperty("ports")) is var actual && expected != actual)
        {
            yield return $"ports are {actual}, not {expected}";
        }
    }

    private static string PortsOf(JsonElement ports) => string.Join(
        ',', ports.EnumerateArray().Select(port => $"{port.GetProperty("container_port").GetInt32()}/{port.GetProperty("protocol").GetString()}"));
}

/// <inheritdoc/>
public sealed class CompatibilityOnEmbedded() : CompatibilityTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class CompatibilityOnControlPlane() : CompatibilityTests(ClusterKind.ControlPlane);
