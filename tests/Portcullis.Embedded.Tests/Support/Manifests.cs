namespace Portcullis.Embedded.Tests.Support;

/// <summary>Small objects to send.</summary>
internal static class Manifests
{
    public static string ConfigMap(string name, string data = "{}", string extra = "") =>
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"{{extra}}},"data":{{data}}}""";

    public static string Namespace(string name) => $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}""";

    public static string Pod(string name, string labels = "{}", string node = "") =>
        $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","labels":{{{labels}}}},"spec":{"nodeName":"{{{node}}}","containers":[{"name":"main","image":"nginx"}]}}""";

    public static string NodePortService(string name, int nodePort = 0, int port = 80, string protocol = "TCP") =>
        $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}"},"spec":{"type":"NodePort","ports":[{"name":"p","port":{{{port}}},"protocol":"{{{protocol}}}","nodePort":{{{nodePort}}}}]}}""";
}
