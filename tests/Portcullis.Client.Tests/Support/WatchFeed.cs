using System.IO.Pipelines;
using System.Text;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Tests.Support;

/// <summary>The server's end of a watch.</summary>
internal sealed class WatchFeed
{
    private readonly Pipe _pipe = new();

    public WatchFeed() => Stream = _pipe.Reader.AsStream();

    public Stream Stream { get; }

    public async Task SendAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task EventAsync(string type, string name, int version, string uid = "u") => SendAsync(
        "{\"type\":\"" + type + "\",\"object\":" + Json.Pod(name, version, uid) + "}\n");

    public Task BookmarkAsync(int version) => SendAsync(
        $$$$"""{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"{{{{version}}}}"}}}""" + "\n");

    public Task ErrorAsync(int code, string reason) => SendAsync(
        $$$"""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{{reason}}}","message":"it is {{{reason}}}","code":{{{code}}}}}""" + "\n");

    public void Close() => _pipe.Writer.Complete();

    public void Break() => _pipe.Writer.Complete(new IOException("the connection was reset"));
}
