using System.Globalization;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads what probes and lifecycle hooks do.</summary>
/// <remarks>No <c>host</c>: the kubelet makes these requests, from the node, so that a foreign host would be reached past every wall.</remarks>
/// <param name="ports">The ports of the container, for those referred to by name.</param>
/// <param name="reasons">Where reasons go.</param>
internal sealed class HandlerReader(IReadOnlyList<ContainerPort>? ports, Reasons reasons)
{
    public static ExecAction? Exec(ObjectReader parent)
    {
        var reader = parent.Object("exec");
        if (reader is null)
        {
            return null;
        }

        var command = reader.Texts("command");
        if (command is null or [])
        {
            reader.Refuse("command", "required");
        }

        reader.Close(Fields.Exec);
        return new ExecAction { Command = command };
    }

    public HttpGetAction? HttpGet(ObjectReader parent)
    {
        var reader = parent.Object("httpGet");
        if (reader is null)
        {
            return null;
        }

        var action = new HttpGetAction
        {
            Path = reader.FilledText("path") ?? "/",
            Port = Port(reader),
            Scheme = reader.Word("scheme", "HTTP", "HTTPS"),
            HttpHeaders = Headers(reader),
        };
        reader.Close(Fields.HttpGet);
        return action;
    }

    public TcpSocketAction? TcpSocket(ObjectReader parent)
    {
        var reader = parent.Object("tcpSocket");
        if (reader is null)
        {
            return null;
        }

        var action = new TcpSocketAction { Port = Port(reader) };
        reader.Close(Fields.TcpSocket);
        return action;
    }

    public static GrpcAction? Grpc(ObjectReader parent)
    {
        var reader = parent.Object("grpc");
        if (reader is null)
        {
            return null;
        }

        if (reader.Take("port") is null)
        {
            reader.Refuse("port", "required", null, "1 to 65535");
        }

        var action = new GrpcAction { Port = reader.Int("port", 1, 65535), Service = reader.Text("service") };
        reader.Close(Fields.Grpc);
        return action;
    }

    /// <summary>Refuses none and several of the handlers; an object of none, however empty, was asked for.</summary>
    public void ExactlyOne(ObjectReader owner, string name, ObjectReader handler, params ReadOnlySpan<string> kinds)
    {
        var count = 0;
        foreach (var kind in kinds)
        {
            count += handler.Take(kind) is null ? 0 : 1;
        }

        if (count != 1)
        {
            reasons.Add(owner.At(name), "must have exactly one handler", count.ToString(CultureInfo.InvariantCulture), string.Join(", ", kinds!));
        }
    }

    private IntOrString? Port(ObjectReader reader)
    {
        switch (reader.Take("port"))
        {
            case null:
                reader.Refuse("port", "required", null, "1 to 65535, or the name of a port of this container");
                return null;
            case YamlScalar { Kind: YamlScalarKind.String } scalar:
                if (ports?.Any(port => port.Name == scalar.Text) != true)
                {
                    reader.Refuse("port", "no port of this container has this name", scalar.Text);
                }

                return IntOrString.Of(scalar.Text);
            default:
                return reader.Int("port", 1, 65535) is { } number ? IntOrString.Of(number) : null;
        }
    }

    private List<HttpHeader>? Headers(ObjectReader parent)
    {
        if (parent.Items("httpHeaders") is not { } items)
        {
            return null;
        }

        var headers = new List<HttpHeader>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (ObjectReader.OpenItem(items[i], parent.At("httpHeaders").Item(i), reasons) is not { } reader)
            {
                continue;
            }

            var name = reader.FilledText("name");
            if (name is null || !Syntax.IsHeaderName(name))
            {
                reader.Refuse("name", "must be the name of a header: letters, digits and hyphens", name);
            }

            headers.Add(new HttpHeader { Name = name, Value = reader.Text("value") ?? "" });
            reader.Close(Fields.HttpHeader);
        }

        return headers;
    }
}
