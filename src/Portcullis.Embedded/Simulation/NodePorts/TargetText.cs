using System.Globalization;
using System.Net;
using System.Text;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>What a simulated service says.</summary>
internal static class TargetText
{
    public static byte[] Banner(NodePortTarget target) => Encoding.UTF8.GetBytes(
        $"{(target.Stack is null ? "" : target.Stack + ": ")}service {target.Service}, pod {target.Pod} on {target.Node}, port {target.ContainerPort}/{target.Key.Protocol} (simulated)\n");

    public static byte[] HttpResponse(NodePortTarget target, bool headOnly)
    {
        var page = Encoding.UTF8.GetBytes(Page(target));
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length.ToString(CultureInfo.InvariantCulture)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
        return headOnly ? head : [.. head, .. page];
    }

    private static string Page(NodePortTarget target)
    {
        var title = WebUtility.HtmlEncode(target.Stack ?? target.Service.ToString());
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>{title}</title></head>
            <body>
            <h1>{title}</h1>
            <p>This pod is simulated: Portcullis' embedded cluster answers in its place.</p>
            <dl>
            <dt>Service</dt><dd>{WebUtility.HtmlEncode(target.Service.ToString())}</dd>
            <dt>Pod</dt><dd>{WebUtility.HtmlEncode(target.Pod.ToString())}</dd>
            <dt>Node</dt><dd>{WebUtility.HtmlEncode(target.Node)}</dd>
            <dt>Port</dt><dd>{target.ContainerPort}/{target.Key.Protocol} (node port {target.Key.Port})</dd>
            </dl>
            </body>
            </html>

            """;
    }
}
