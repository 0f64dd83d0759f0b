using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Lint;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Policy.Tests.Lint;

/// <summary>Looks over the objects of a YAML text.</summary>
internal static class Looking
{
    public static IReadOnlyList<LintFinding> At(string yaml) => NetworkPolicyLint.Check(Subject(yaml));

    public static IReadOnlyList<string> Codes(string yaml) => [.. At(yaml).Select(finding => finding.Code)];

    public static LintFinding Only(string yaml, string code) => At(yaml).Where(finding => finding.Code == code).ShouldHaveSingleItem();

    public static LintSubject Subject(string yaml)
    {
        var documents = YamlStreams.ReadAll(yaml).ShouldBeOfType<YamlStreamParsed>().Roots
            .Select(root => JsonDocument.Parse(YamlToJson.Convert(root)!.ToJsonString()).RootElement).ToList();
        return new LintSubject
        {
            Policies = Read(documents, ModelJson.Default.NetworkPolicy, "NetworkPolicy"),
            Namespaces = Read(documents, ModelJson.Default.Namespace, "Namespace"),
            Pods = Read(documents, ModelJson.Default.Pod, "Pod"),
            Services = Read(documents, ModelJson.Default.Service, "Service"),
        };
    }

    private static List<T> Read<T>(List<JsonElement> documents, JsonTypeInfo<T> json, string kind) =>
        [.. documents.Where(document => document.GetProperty("kind").GetString() == kind).Select(document => document.Deserialize(json)!)];
}
