using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Portcullis.Cli;
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var terminal = new Terminal
{
    // Not Console.In, which reads malformed UTF-8 as something else.
    In = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false),
    Out = Console.Out,
    OutIsScreen = !Console.IsOutputRedirected,
    Error = Console.Error,
    Environment = Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
    Time = TimeProvider.System,
};
return (int)await CommandLine.RunAsync(args, terminal, stop.Token).ConfigureAwait(false);

// The first signal asks for a clean stop; a second one gets the runtime's own, immediate end.
void Stop(PosixSignalContext context)
{
    if (!stop.IsCancellationRequested)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
