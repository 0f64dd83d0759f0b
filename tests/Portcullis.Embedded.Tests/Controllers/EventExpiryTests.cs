using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Controllers;

public sealed class EventExpiryTests
{
    private const string Events = "/api/v1/namespaces/default/events";

    [Fact]
    public async Task An_event_goes_an_hour_after_it_last_happened()
    {
        var time = new ManualTime();
        await using var cluster = await TestCluster.StartAsync(time: time);
        (await cluster.Post(Events, Event("old", "2030-01-01T00:00:00Z"))).ShouldBe(201);
        (await cluster.Post(Events, Event("young", "2030-01-01T00:30:00Z"))).ShouldBe(201);

        time.Advance(TimeSpan.FromMinutes(61));

        await Eventually.Is(() => cluster.Get($"{Events}/old"), a => a.Code == 404);
        (await cluster.Get($"{Events}/young")).ShouldBe(200);
    }

    private static string Event(string name, string at) => $$$"""
        {"apiVersion":"v1","kind":"Event","metadata":{"name":"{{{name}}}"},"involvedObject":{"kind":"Pod","namespace":"default","name":"p"},
         "reason":"Seen","message":"m","type":"Normal","firstTimestamp":"{{{at}}}","lastTimestamp":"{{{at}}}","count":1}
        """;
}
