using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Http;
using Portcullis.Embedded.Printing;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Writes answers as JSON, or as tables for kubectl.</summary>
internal sealed class ResponseWriter(WatchStreamer streamer, TableWriter tables)
{
    private const string Json = "application/json";

    /// <summary>Bytes after which a long answer is handed on.</summary>
    private const int FlushEvery = 64 * 1024;

    public static int CodeOf(ApiResult result) => result switch
    {
        ApiResult.Single single => single.Code,
        ApiResult.Outcome outcome => outcome.Status.Code ?? (outcome.Status.Outcome == "Success" ? 200 : 500),
        ApiResult.Raw raw => raw.Code,
        _ => 200,
    };

    public async Task WriteAsync(ApiResult result, ApiRequest request, ApiResponse response, FaultDecision fault, CancellationToken cancellation)
    {
        var asTable = result is ApiResult.Single or ApiResult.Page or ApiResult.Watch && MediaTypes.PrefersTable(request.Accept);
        var contentType = result switch
        {
            ApiResult.Raw raw => raw.ContentType,
            ApiResult.Stream stream => stream.ContentType,
            _ => Json,
        };
        response.Start(CodeOf(result), contentType, Headers(result));
        var body = response.Body;
        if (request.Method == "HEAD")
        {
            await body.FlushAsync(cancellation).ConfigureAwait(false);
            return;
        }

        var include = request.Query["includeObject"];
        switch (result)
        {
            case ApiResult.Single single when asTable:
                tables.Write(body, single.Definition, [single.Object], single.Object.Value.Metadata.ResourceVersion, null, null, include);
                break;
            case ApiResult.Single single:
                WriteObject(body, single.Definition.Type, single.Object.Json);
                break;
            case ApiResult.Page page when asTable:
                tables.Write(body, page.Definition, page.Items, StoredObject.Version(page.Revision), page.Continue, page.Remaining, include);
                break;
            case ApiResult.Page page:
                await WritePageAsync(body, page, cancellation).ConfigureAwait(false);
                break;
            case ApiResult.Outcome outcome:
                Write(body, JsonSerializer.SerializeToUtf8Bytes(outcome.Status, ModelJson.Default.Status));
                break;
            case ApiResult.Raw raw:
                Write(body, raw.Bytes.Span);
                break;
            case ApiResult.Watch watch:
                await streamer.StreamAsync(watch, body, asTable, include, fault, cancellation).ConfigureAwait(false);
                break;
            case ApiResult.Stream stream:
                await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
                break;
        }

        await body.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>An object with its type in front of what is stored.</summary>
    public static void WriteObject(IBufferWriter<byte> body, ResourceType type, ReadOnlySpan<byte> json)
    {
        Write(body, $"{{\"kind\":\"{type.Kind}\",\"apiVersion\":\"{type.ApiVersion}\"");
        if (json.Length > 2)
        {
            Write(body, ",");
        }

        Write(body, json[1..]);
    }

    /// <summary>Writes in one piece: Kestrel's writer has no room to offer twice before the answer has started.</summary>
    public static void Write(IBufferWriter<byte> body, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
    }

    public static void Write(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static List<KeyValuePair<string, string>> Headers(ApiResult result)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Cache-Control", "no-cache, private") };
        foreach (var warning in result.Warnings)
        {
            headers.Add(new("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
        }

        if (result is ApiResult.Outcome { Status.Details.RetryAfterSeconds: { } seconds })
        {
            headers.Add(new("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return headers;
    }

    private static async Task WritePageAsync(PipeWriter body, ApiResult.Page page, CancellationToken cancellation)
    {
        var type = page.Definition.Type;
        var meta = new ListMeta { ResourceVersion = StoredObject.Version(page.Revision), Continue = page.Continue, RemainingItemCount = page.Remaining };
        Write(body, $"{{\"kind\":\"{type.Kind}List\",\"apiVersion\":\"{type.ApiVersion}\",\"metadata\":");
        Write(body, JsonSerializer.SerializeToUtf8Bytes(meta, ModelJson.Default.ListMeta));
        Write(body, ",\"items\":[");
        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i > 0)
            {
                Write(body, ",");
            }

            Write(body, page.Items[i].Json);
            if (body.CanGetUnflushedBytes && body.UnflushedBytes > FlushEvery)
            {
                await body.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }

        Write(body, "]}");
    }
}
