using Microsoft.Extensions.Logging.Console;

namespace Portcullis.Cli;

/// <summary>How the long-running commands log: to standard error, a line an event, our own from Information and others' from Warning.</summary>
internal static class ConsoleLogs
{
    /// <summary>Sets it up.</summary>
    /// <param name="logging">What to set up.</param>
    public static void Configure(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Portcullis", LogLevel.Information);
        // Why the service did not start is said by the command; what ends a running one comes as Critical.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
