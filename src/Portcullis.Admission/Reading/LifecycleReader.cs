using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads lifecycle hooks.</summary>
/// <remarks><c>sleep</c> is not granted: it may not outlast the forced grace period of a second.</remarks>
internal static class LifecycleReader
{
    public static Lifecycle? Read(ObjectReader container, HandlerReader handlers)
    {
        var reader = container.Object("lifecycle");
        if (reader is null)
        {
            return null;
        }

        var lifecycle = new Lifecycle { PostStart = ReadHook(reader, "postStart", handlers), PreStop = ReadHook(reader, "preStop", handlers) };
        reader.Close(Fields.Lifecycle);
        return lifecycle.PostStart is null && lifecycle.PreStop is null ? null : lifecycle;
    }

    private static LifecycleHandler? ReadHook(ObjectReader parent, string name, HandlerReader handlers)
    {
        var reader = parent.Object(name);
        if (reader is null)
        {
            return null;
        }

        var hook = new LifecycleHandler { Exec = HandlerReader.Exec(reader), HttpGet = handlers.HttpGet(reader), TcpSocket = handlers.TcpSocket(reader) };
        handlers.ExactlyOne(parent, name, reader, "exec", "httpGet", "tcpSocket");
        reader.Close(Fields.LifecycleHandler);
        return hook;
    }
}
