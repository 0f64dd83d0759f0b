using Microsoft.Extensions.Logging;
using Portcullis.Testing.Logging;

namespace Portcullis.Model.Tests.Testing;

public sealed partial class ListLoggerTests
{
    [Fact]
    public void Entry_keeps_text_fields_event_and_exception()
    {
        using var provider = new ListLoggerProvider();
        var failure = new InvalidOperationException("no more");

        Log.PortTaken(provider.CreateLogger<ListLoggerTests>(), 31001, failure);

        var entry = provider.Entries.ShouldHaveSingleItem();
        entry.Text.ShouldBe("port 31001 is taken");
        entry.Fields["Port"].ShouldBe(31001);
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.EventId.Id.ShouldBe(7);
        entry.EventId.Name.ShouldBe("PortTaken");
        entry.Category.ShouldBe(typeof(ListLoggerTests).FullName);
        entry.Exception.ShouldBeSameAs(failure);
        provider.AllText.ShouldContain("no more");
    }

    [Fact]
    public void Logger_that_stands_alone_keeps_its_entries()
    {
        var logger = new ListLogger();

        Log.PortTaken(logger, 1, null);

        logger.Entries.Select(entry => entry.Text).ShouldBe(["port 1 is taken"]);
        new ListLogger<ListLoggerTests>().Entries.ShouldBeEmpty();
    }

    private static partial class Log
    {
        [LoggerMessage(7, LogLevel.Warning, "port {Port} is taken")]
        public static partial void PortTaken(ILogger logger, int port, Exception? failure);
    }
}
