using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads probes.</summary>
/// <remarks>A probe's own <c>terminationGracePeriodSeconds</c> is not granted: it would undo the pod's forced one.</remarks>
internal static class ProbeReader
{
    /// <summary>Reads a probe; null when there is none.</summary>
    /// <param name="container">The container that it belongs to.</param>
    /// <param name="name">The field.</param>
    /// <param name="handlers">Reads what it does.</param>
    public static Probe? Read(ObjectReader container, string name, HandlerReader handlers)
    {
        var reader = container.Object(name);
        if (reader is null)
        {
            return null;
        }

        var probe = new Probe
        {
            Exec = HandlerReader.Exec(reader),
            HttpGet = handlers.HttpGet(reader),
            TcpSocket = handlers.TcpSocket(reader),
            Grpc = HandlerReader.Grpc(reader),
            InitialDelaySeconds = reader.Int("initialDelaySeconds", 0),
            TimeoutSeconds = reader.Int("timeoutSeconds", 0),
            PeriodSeconds = reader.Int("periodSeconds", 0),
            SuccessThreshold = reader.Int("successThreshold", 0),
            FailureThreshold = reader.Int("failureThreshold", 0),
        };
        if (name != "readinessProbe" && probe.SuccessThreshold > 1)
        {
            reader.Refuse("successThreshold", "must be 1 here", $"{probe.SuccessThreshold}", "1");
        }

        handlers.ExactlyOne(container, name, reader, "exec", "httpGet", "tcpSocket", "grpc");
        reader.Close(Fields.Probe);
        return probe;
    }
}
