using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;
using Portcullis.Testing;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>Stacks that the version before this one made, as the API server held them, and what that version answered of them.</summary>
public sealed class RecordedStackTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Portcullis.Stacks.Tests", "Records", "Recorded");

    public static TheoryData<string> Kinds => [.. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stack_is_what_it_was(string kind)
    {
        var (service, pod, answer) = Read(kind);

        var record = Worlds.Record(service);

        record.Id.Text.ShouldBe(Text("stack_id"));
        record.PodKey.Name.ShouldBe(Text("pod_id"));
        record.Terms.Owner.ShouldBe(Text("owner"));
        record.Terms.Challenge.ShouldBe(Text("challenge"));
        record.Terms.Egress.ShouldBe(Text("egress"));
        record.Terms.Profile.ShouldBe(Text("profile"));
        record.Terms.BeyondBaseline.ShouldBe(answer.GetProperty("beyond_baseline").GetBoolean());
        record.Terms.EnvNames.ShouldBe(answer.GetProperty("env_names").EnumerateArray().Select(name => name.GetString()));
        record.Manifest.ShouldBe(Text("pod_spec"));
        record.CpuMilli.ShouldBe(answer.GetProperty("requested_cpu_milli").GetInt64());
        record.MemoryBytes.ShouldBe(answer.GetProperty("requested_memory_bytes").GetInt64());
        record.ExpiresAt.ShouldBe(answer.GetProperty("ttl_expires_at").GetDateTimeOffset());
        record.CreatedAt.ShouldBe(answer.GetProperty("created_at").GetDateTimeOffset());
        record.Ports.Select(port => $"{port.Target}:{port.NodePort}").ShouldBe(
            answer.GetProperty("ports").EnumerateArray().Select(port => $"{port.GetProperty("container_port")}/{port.GetProperty("protocol").GetString()}:{port.GetProperty("node_port")}"));
        StackProjection.Of(record, pod, Worlds.Nodes(Worlds.Node(pod.Spec!.NodeName!)), record.CreatedAt, Worlds.Settings).Status.ToWire().ShouldBe(Text("status"));

        string? Text(string field) => answer.GetProperty(field).GetString();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Service_is_left_as_it_is(string kind)
    {
        var (service, pod, _) = Read(kind);

        var form = ServiceForm.Of(service, _ => pod).ShouldNotBeNull();

        form.IsByPod.ShouldBeTrue();
        ServiceEdits.Of(service, form, Worlds.Settings).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Made_again_from_its_record_it_is_the_same(string kind)
    {
        var (service, pod, _) = Read(kind);
        var record = Worlds.Record(service);
        var blueprint = StackBlueprint.Of(record);

        var again = ServiceFactory.Make(blueprint, record.Incarnation, record.Ports.GroupBy(port => port.Target.ContainerPort).ToDictionary(ports => ports.Key, ports => ports.First().NodePort), Worlds.Settings);
        var fresh = PodFactory.Make(blueprint, service, record.Incarnation, TimeSpan.Zero, null, Worlds.Settings, null);

        again.Metadata.Labels!.OrderBy(label => label.Key).ShouldBe(service.Metadata.Labels!.OrderBy(label => label.Key));
        again.Metadata.Annotations!.OrderBy(text => text.Key).ShouldBe(service.Metadata.Annotations!.Where(text => text.Key != StackKeys.UpdatedAt).OrderBy(text => text.Key));
        fresh.Metadata.Labels!.OrderBy(label => label.Key).ShouldBe(pod.Metadata.Labels!.OrderBy(label => label.Key));
        fresh.Metadata.Annotations!.OrderBy(text => text.Key).ShouldBe(pod.Metadata.Annotations!.OrderBy(text => text.Key));
    }

    private static (Service Service, Pod Pod, JsonElement Answer) Read(string kind)
    {
        var json = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, kind + ".json")));
        return (json.GetProperty("service").Deserialize(ModelJson.Default.Service)!, json.GetProperty("pod").Deserialize(ModelJson.Default.Pod)!, json.GetProperty("answer"));
    }
}
