using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks;
using Portcullis.Stacks.Records;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>Whoever edits a stack's Service is found out, named, and undone.</summary>
public abstract class EditedServiceTests(ClusterKind kind)
{
    public static TheoryData<string, string> Edits() => new()
    {
        { """{"spec": {"selector": {"app": "api", "portcullis.dev/stack": null, "portcullis.dev/incarnation": null}}}""", "spec.selector is app=api," },
        { """{"spec": {"selector": null}}""", "spec.selector is nothing," },
        { """{"spec": {"type": "LoadBalancer"}}""", "spec.type is LoadBalancer," },
        { """{"spec": {"type": "ClusterIP", "externalTrafficPolicy": null}}""", "spec.type is ClusterIP," },
        { """{"spec": {"type": "ExternalName", "externalName": "elsewhere.example", "externalTrafficPolicy": null, "internalTrafficPolicy": null, "clusterIP": null, "clusterIPs": null, "ipFamilies": null, "ipFamilyPolicy": null, "ports": null}}""", "spec.type is ExternalName," },
        { """{"spec": {"externalTrafficPolicy": "Cluster"}}""", "spec.externalTrafficPolicy is Cluster," },
        { """{"spec": {"externalIPs": ["192.0.2.7"]}}""", "spec.externalIPs is 192.0.2.7," },
        { """{"spec": {"publishNotReadyAddresses": true}}""", "spec.publishNotReadyAddresses is true," },
        { "more", "spec.ports is " },
        { "target", "spec.ports is " },
        { "record", "metadata.annotations[portcullis.dev/target-ports] is 22/TCP, its pod says 80/TCP" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Edited_service_opens_S4_until_it_is_undone(string edit, string words)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
        var before = await GetAsync(bed, created.StackId);

        // What is undone is undone by a patch; what is edited here is put.
        using (bed.Cluster.Faults.Add(new() { Verb = "patch", Resource = "services", Fault = new Fault.Refusal(500) }))
        {
            await EditAsync(bed, created.StackId, edit);
            await WitnessesAsync(bed, witnesses => witnesses.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                text => text.ShouldStartWith($"Service {bed.Settings.Namespace}/svc-{created.StackId}: "),
                text => text.ShouldContain(words)));

            // It is about players, and no reason to make nothing.
            (await bed.Api.GetAsync($"/stacks/{created.StackId}")).ShouldBe(200);
            (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
            await Eventually.TrueAsync(() => bed.Logs.Entries.Any(entry => entry.Text.Contains("could not be made what it was", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);
        }

        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
        var after = await GetAsync(bed, created.StackId);
        Form(after).ShouldBe(Form(before));
        after.Metadata.Uid.ShouldBe(before.Metadata.Uid);

        // The watch may be faster than the answer to the patch, after which it is told.
        await Eventually.PassesAsync(
            () =>
            {
                bed.Logs.Entries.ShouldContain(entry => entry.Text.Contains("made the Service ", StringComparison.Ordinal) && entry.Text.Contains(words, StringComparison.Ordinal));
                return Task.CompletedTask;
            },
            cancellationToken: TestContext.Current.CancellationToken);
        await bed.StatusAsync(created.StackId, "running");
        (await bed.Api.DeleteAsync($"/stacks/{created.StackId}")).ShouldBe(200);
    }

    [Fact]
    public async Task Edited_service_is_told_by_an_event_on_it()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        using var held = bed.Cluster.Faults.Add(new() { Verb = "patch", Resource = "services", Fault = new Fault.Refusal(500) });

        await EditAsync(bed, created.StackId, """{"spec": {"externalIPs": ["192.0.2.7"]}}""");

        await Eventually.PassesAsync(
            async () => (await bed.Cluster.Admin.ListAsync(ResourceTypes.Events, bed.Settings.Namespace, null, TestContext.Current.CancellationToken)).Items
                .ShouldContain(one => one.Reason == "IsolationOpen" && one.Message!.StartsWith("S4 ", StringComparison.Ordinal) && one.InvolvedObject!.Name == $"svc-{created.StackId}"),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_who_keep_it_do_each_other_no_harm()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await using var replica = await bed.ReplicaAsync();
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        var before = await GetAsync(bed, created.StackId);

        for (var i = 0; i < 5; i++)
        {
            await EditAsync(bed, created.StackId, """{"spec": {"selector": {"app": "api"}, "externalIPs": ["192.0.2.7"]}}""");
            await Eventually.PassesAsync(async () => Form(await GetAsync(bed, created.StackId)).ShouldBe(Form(before)), cancellationToken: TestContext.Current.CancellationToken);
        }

        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
    }

    [Fact]
    public async Task Restarts_renewals_and_deletes_are_no_edits()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        for (var i = 0; i < 3; i++)
        {
            (await bed.Api.PostAsync($"/stacks/{created.StackId}/restart", null)).ShouldBe(200);
            (await bed.Api.PostAsync($"/stacks/{created.StackId}/renew", null)).ShouldBe(200);
        }

        await bed.StatusAsync(created.StackId, "running");
        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
        (await bed.Api.DeleteAsync($"/stacks/{created.StackId}")).ShouldBe(200);
        await bed.NothingIsLeftAsync();
        bed.Logs.Entries.ShouldNotContain(entry => entry.Text.Contains("made the Service ", StringComparison.Ordinal) || entry.Text.Contains("what it was", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restart_in_the_middle_of_an_edit_takes_no_edited_ports_over()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        var before = await GetAsync(bed, created.StackId);
        var held = bed.Cluster.Faults.Add(new() { Verb = "patch", Resource = "services", Fault = new Fault.Refusal(503) });
        await EditAsync(bed, created.StackId, "record");
        await WitnessesAsync(bed, witnesses => witnesses.Count.ShouldBe(1));
        held.Dispose();

        (await bed.Api.PostAsync($"/stacks/{created.StackId}/restart", null)).ShouldBe(200);

        await Eventually.PassesAsync(
            async () => Form(await GetAsync(bed, created.StackId), withIncarnation: false).ShouldBe(Form(before, withIncarnation: false)),
            cancellationToken: TestContext.Current.CancellationToken);
        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
        await bed.StatusAsync(created.StackId, "running");
    }

    [Fact]
    public async Task Service_that_goes_while_it_is_undone_stays_gone()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        var held = bed.Cluster.Faults.Add(new() { Verb = "patch", Resource = "services", Fault = new Fault.Refusal(500) });
        await EditAsync(bed, created.StackId, """{"spec": {"externalIPs": ["192.0.2.7"]}}""");
        await WitnessesAsync(bed, witnesses => witnesses.Count.ShouldBe(1));

        (await bed.Api.DeleteAsync($"/stacks/{created.StackId}")).ShouldBe(200);
        held.Dispose();

        await bed.NothingIsLeftAsync();
        await WitnessesAsync(bed, witnesses => witnesses.ShouldBeEmpty());
    }

    [Fact]
    public async Task Service_that_was_edited_while_nobody_looked_is_undone_at_the_start()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(kind, null, TestContext.Current.CancellationToken);
        var stacks = new StackSettings { Namespace = cluster.Namespace };
        string stackId;
        Service before;
        await using (var first = await StartAsync(cluster, stacks))
        {
            stackId = (await first.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId;
            before = await GetAsync(cluster, stackId);
        }

        await EditAsync(cluster, stackId, """{"spec": {"type": "ClusterIP", "externalTrafficPolicy": null}}""");

        await using var second = await StartAsync(cluster, stacks);
        await Eventually.PassesAsync(async () => Form(await GetAsync(cluster, stackId)).ShouldBe(Form(before)), cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.PassesAsync(async () => (await second.Api.GetAsync($"/stacks/{stackId}")).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static Task<ServiceUnderTest> StartAsync(ClusterUnderTest cluster, StackSettings stacks) => ServiceUnderTest.StartAsync(
        cluster,
        stacks,
        new() { Listen = new(System.Net.IPAddress.Loopback, 0), Keys = new([new Configuration.Secret(TestBed.Key)]) },
        logging => logging.SetMinimumLevel(LogLevel.None));

    // Everything that decides who gets where.
    private static string Form(Service service, bool withIncarnation = true)
    {
        var spec = service.Spec! with
        {
            ClusterIP = null,
            ClusterIPs = null,
            IpFamilies = null,
            IpFamilyPolicy = null,
            InternalTrafficPolicy = null,
            Selector = service.Spec.Selector!.OrderBy(label => label.Key, StringComparer.Ordinal).Where(label => withIncarnation || label.Key != "portcullis.dev/incarnation").ToDictionary(),
        };
        return $"{JsonSerializer.Serialize(spec, ModelJson.Default.ServiceSpec)} {service.Metadata.Annotations!["portcullis.dev/target-ports"]}";
    }

    private static Task<Service> GetAsync(TestBed bed, string stackId) => GetAsync(bed.Cluster, stackId);

    private static Task<Service> GetAsync(ClusterUnderTest cluster, string stackId) =>
        cluster.Admin.GetAsync(ResourceTypes.Services, new(cluster.Namespace, $"svc-{stackId}"), TestContext.Current.CancellationToken);

    private static Task EditAsync(TestBed bed, string stackId, string edit) => EditAsync(bed.Cluster, stackId, edit);

    // As kubectl edit does: what was read, changed, put at that version, and again when somebody was faster.
    private static Task EditAsync(ClusterUnderTest cluster, string stackId, string edit) => Eventually.PassesAsync(
        async () =>
        {
            var service = JsonSerializer.SerializeToNode(await GetAsync(cluster, stackId), ModelJson.Default.Service)!.AsObject();
            var port = service["spec"]!["ports"]![0]!.AsObject();
            switch (edit)
            {
                case "more":
                    service["spec"]!["ports"]!.AsArray().Add(new JsonObject { ["name"] = "shell", ["port"] = 22, ["targetPort"] = 22, ["protocol"] = "TCP" });
                    break;
                case "target":
                    port["targetPort"] = 22;
                    break;
                case "record":
                    (port["port"], port["targetPort"]) = (22, 22);
                    service["metadata"]!["annotations"]!["portcullis.dev/target-ports"] = "22/TCP";
                    break;
                default:
                    Merge(service, JsonNode.Parse(edit)!.AsObject());
                    break;
            }

            await cluster.Admin.ReplaceAsync(ResourceTypes.Services, service.Deserialize(ModelJson.Default.Service)!, TestContext.Current.CancellationToken);
        },
        cancellationToken: TestContext.Current.CancellationToken);

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is JsonObject part && target[key] is JsonObject there)
            {
                Merge(there, part);
            }
            else if (value is null)
            {
                target.Remove(key);
            }
            else
            {
                target[key] = value.DeepClone();
            }
        }
    }

    // The first sentence and all others of each witness about a Service.
    private static Task WitnessesAsync(TestBed bed, Action<IReadOnlyList<string>> check) => Eventually.PassesAsync(
        async () =>
        {
            var statement = (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("statements").EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == "S4");
            var witnesses = statement.GetProperty("witnesses").EnumerateArray().Select(witness => string.Join(" ", witness.GetProperty("text").EnumerateArray().Select(text => text.GetString()))).ToList();
            check(witnesses);
            statement.GetProperty("verdict").GetString().ShouldBe(witnesses.Count == 0 ? "proven" : "open");
        },
        cancellationToken: TestContext.Current.CancellationToken);
}

/// <inheritdoc/>
public sealed class EditedServicesOnEmbedded() : EditedServiceTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class EditedServicesOnControlPlane() : EditedServiceTests(ClusterKind.ControlPlane);
