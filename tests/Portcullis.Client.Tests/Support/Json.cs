using Portcullis.Model.Wire.Core;

namespace Portcullis.Client.Tests.Support;

/// <summary>Wire texts as an API server writes them.</summary>
internal static class Json
{
    public static string Pod(string name, int version, string uid = "u") =>
        $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{uid}}}","resourceVersion":"{{{version}}}"}}""";

    public static string PodList(int version, string? token, params string[] items) =>
        $$$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"{{{(token is null ? "" : $",\"continue\":\"{token}\"")}}}},"items":[{{{string.Join(',', items)}}}]}""";

    /// <summary>As list items come: without kind and apiVersion.</summary>
    public static string Item(string name, int version, string uid = "u") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{uid}}}","resourceVersion":"{{{version}}}"}}""";
}
