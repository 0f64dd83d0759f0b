using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;

namespace Portcullis.EndToEnd;

/// <summary>A note is its caller's text: kept and shown as it was given, and said nowhere else.</summary>
public abstract class NoteTests(ClusterKind kind)
{
    private const string Secretive = "n0te-77aa";
    private const string Note = $"<b>{Secretive}</b> \"\\ \u202egnp.exe 😀, ä: 100%";

    [Fact]
    public async Task Note_stays_with_its_stack_and_is_shown_with_it_alone()
    {
        await using var bed = await TestBed.StartAsync(kind);

        var created = (await bed.Api.CreateAsync(Manifests.Create(null, ("note", Note)))).ShouldBe(201);
        Shown(created.Json).ShouldBe(Note);
        var path = $"/stacks/{created.StackId}";
        Shown((await bed.Api.PostAsync($"{path}/renew", null)).ShouldBe(200).Json).ShouldBe(Note);
        Shown((await bed.Api.PostAsync($"{path}/restart", null)).ShouldBe(200).Json).ShouldBe(Note);
        Shown((await bed.Api.GetAsync(path)).ShouldBe(200).Json).ShouldBe(Note);
        Shown((await bed.Api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks")[0]).ShouldBe(Note);
        await using (var other = await bed.ReplicaAsync())
        {
            Shown((await other.Api.GetAsync(path)).ShouldBe(200).Json).ShouldBe(Note);
        }

        var (services, pods) = await bed.ObjectsAsync();
        services.Single().Metadata.Annotations!["portcullis.dev/note"].ShouldBe(Note);
        services.Single().Metadata.Labels!.Values.ShouldAllBe(value => !value.Contains(Secretive, StringComparison.Ordinal));
        pods.ShouldAllBe(pod => !JsonSerializer.Serialize(pod, ModelJson.Default.Pod).Contains(Secretive, StringComparison.Ordinal));
        foreach (var elsewhere in (string[])[$"{path}/status", "/stats", "/metrics", "/isolation", "/readyz"])
        {
            (await bed.Api.GetAsync(elsewhere)).Text.ShouldNotContain(Secretive);
        }

        (await bed.Api.DeleteAsync(path)).ShouldBe(200);
        await bed.NothingIsLeftAsync();
        var events = await bed.Cluster.Admin.ListAsync(ResourceTypes.Events, null, new(), TestContext.Current.CancellationToken);
        events.Items.ShouldAllBe(one => !JsonSerializer.Serialize(one, ModelJson.Default.Event).Contains(Secretive, StringComparison.Ordinal));
        bed.Logs.Entries.ShouldAllBe(entry => !entry.ToString()!.Contains(Secretive, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stack_without_a_note_has_none_and_asking_again_does_not_change_that()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var first = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(201);
        first.Json.GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);

        var again = Manifests.Owned("team", "web");
        again["note"] = Note;

        (await bed.Api.CreateAsync(again)).ShouldBe(200).Json.GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
        (await bed.ObjectsAsync()).Services.Single().Metadata.Annotations!.Keys.ShouldNotContain("portcullis.dev/note");
    }

    [Fact]
    public async Task Two_hundred_characters_are_taken_however_long_they_are_and_one_more_is_not()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var longest = string.Concat(Enumerable.Repeat("😀", 200));

        Shown((await bed.Api.CreateAsync(Manifests.Create(null, ("note", longest)))).ShouldBe(201).Json).ShouldBe(longest);

        await RefusedAsync(bed, $"{Secretive}{new string('x', 192)}");
        await RefusedAsync(bed, longest + "x");
    }

    [Theory]
    [InlineData(Secretive + "\u001b[2J")]
    [InlineData(Secretive + "\n")]
    [InlineData(Secretive + "\u0000")]
    [InlineData(Secretive + "\u007f")]
    [InlineData(Secretive + "\u009b")]
    public async Task Control_characters_are_refused(string note)
    {
        await using var bed = await TestBed.StartAsync(kind);
        await RefusedAsync(bed, note);
    }

    [Fact]
    public async Task What_is_no_text_is_refused()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await RefusedAsync(bed, 7);
        await RefusedAsync(bed, new JsonArray(Secretive));
    }

    private static async Task RefusedAsync(TestBed bed, JsonNode note)
    {
        var answer = (await bed.Api.CreateAsync(Manifests.Create(null, ("note", note)))).ShouldBe(400);
        answer.Json.GetProperty("reason").GetString().ShouldBe("InvalidRequest");
        answer.Json.GetProperty("details").EnumerateArray().ShouldHaveSingleItem().GetProperty("path").GetString().ShouldBe("note");
        answer.Text.ShouldNotContain(Secretive);
    }

    private static string? Shown(JsonElement stack) => stack.GetProperty("note").GetString();
}

/// <inheritdoc/>
public sealed class NotesOnEmbedded() : NoteTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class NotesOnControlPlane() : NoteTests(ClusterKind.ControlPlane);
