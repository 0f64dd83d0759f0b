using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>The life of a plain object, and what is refused of it.</summary>
internal static class ConfigMapScenario
{
    public static Scenario Scenario { get; } = new("configmaps",
    [
        Post("create", "configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"app":"x"}},"data":{"k":"v"}}"""),
        Post("create-taken", "configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}"""),
        Post("create-generated", "configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"job-"},"binaryData":{"b":"AAEC"}}"""),
        Post("create-dry-run", "configmaps?dryRun=All", """{"metadata":{"name":"dry"}}"""),
        Get("get-after-dry-run", "configmaps/dry"),
        Post("create-dry-run-bad", "configmaps?dryRun=Some", """{"metadata":{"name":"dry"}}"""),
        Post("create-bad-name", "configmaps", """{"metadata":{"name":"A_b"}}"""),
        Post("create-without-name", "configmaps", """{"metadata":{}}"""),
        Post("create-bad-key", "configmaps", """{"metadata":{"name":"bad"},"data":{"a b":"x"},"binaryData":{"..":"AA=="}}"""),
        Post("create-key-twice", "configmaps", """{"metadata":{"name":"bad"},"data":{"a":"x"},"binaryData":{"a":"AA=="}}"""),
        Post("create-with-version", "configmaps", """{"metadata":{"name":"bad","resourceVersion":"5"}}"""),
        Post("create-in-other-namespace", "configmaps", """{"metadata":{"name":"bad","namespace":"default"}}"""),
        Post("create-immutable", "configmaps", """{"metadata":{"name":"still"},"data":{"k":"v"},"immutable":true}"""),
        Patch("change-immutable", "configmaps/still", """{"data":{"k":"w"}}"""),
        Patch("make-mutable", "configmaps/still", """{"immutable":false}"""),
        Get("get", "configmaps/a"),
        Get("get-unknown", "configmaps/none"),
        Put("update", "configmaps/a", """{"metadata":{"name":"a"},"data":{"k":"w"}}"""),
        Put("update-same", "configmaps/a", """{"metadata":{"name":"a"},"data":{"k":"w"}}"""),
        Put("update-old-version", "configmaps/a", """{"metadata":{"name":"a","resourceVersion":"$(create:metadata.resourceVersion)"},"data":{"k":"z"}}"""),
        Put("update-other-uid", "configmaps/a", """{"metadata":{"name":"a","uid":"11111111-2222-3333-4444-555555555555"},"data":{"k":"z"}}"""),
        Put("update-other-name", "configmaps/a", """{"metadata":{"name":"b"}}"""),
        Put("update-other-namespace", "configmaps/a", """{"metadata":{"name":"a","namespace":"default"}}"""),
        Put("update-without-name", "configmaps/a", """{"data":{}}"""),
        Put("update-unknown", "configmaps/none", """{"metadata":{"name":"none"}}"""),
        Put("update-dry-run", "configmaps/a?dryRun=All", """{"metadata":{"name":"a"},"data":{"k":"dry"}}"""),
        Get("get-after-update", "configmaps/a"),
        Delete("delete-unknown", "configmaps/none"),
        Delete("delete-dry-run", "configmaps/a?dryRun=All"),
        Delete("delete", "configmaps/a"),
        Get("get-after-delete", "configmaps/a"),
        Delete("delete-again", "configmaps/a"),
        Post("create-again", "configmaps", """{"metadata":{"name":"a"}}"""),
        Delete("delete-collection", "configmaps?fieldSelector=metadata.name=a"),
        Get("get-after-delete-collection", "configmaps/a"),
    ]);
}
