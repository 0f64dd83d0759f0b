using System.Text.Json.Nodes;
using Portcullis.Yaml.Writing;

namespace Portcullis.Yaml.Tests.Writing;

public sealed class YamlWriterTests
{
    [Fact]
    public void Pod_is_written_as_kubectl_writes_it()
    {
        var pod = JsonNode.Parse("""
            {"kind": "Pod", "apiVersion": "v1", "metadata": {"labels": {}, "name": "challenge"},
             "spec": {"containers": [{"name": "app", "args": ["-c", "echo: x", "- dash", "# hash", "a b"], "ports": [{"containerPort": 80}], "env": []}],
                      "matrix": [[1, 2], ["3"], []], "script": "#!/bin/sh\necho hi\n\nexit\n"}}
            """);
        YamlWriter.Write(pod).ShouldBe("""
            apiVersion: v1
            kind: Pod
            metadata:
              labels: {}
              name: challenge
            spec:
              containers:
              - args:
                - -c
                - 'echo: x'
                - '- dash'
                - '# hash'
                - a b
                env: []
                name: app
                ports:
                - containerPort: 80
              matrix:
              - - 1
                - 2
              - - "3"
              - []
              script: |
                #!/bin/sh
                echo hi

                exit

            """);
    }

    [Theory]
    [InlineData("text", "text")]
    [InlineData("two words", "two words")]
    [InlineData("nginx:stable", "nginx:stable")]
    [InlineData("registry/path@sha256:00ff", "registry/path@sha256:00ff")]
    [InlineData("--flag", "--flag")]
    [InlineData("a,b[0]{c}", "a,b[0]{c}")]
    [InlineData("123", "\"123\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("n", "\"n\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("", "\"\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("192.0.2.53", "192.0.2.53")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("@at", "'@at'")]
    [InlineData("<<", "'<<'")]
    [InlineData("=", "'='")]
    [InlineData("-", "'-'")]
    [InlineData("---", "'---'")]
    [InlineData("it's", "it's")]
    [InlineData("'quoted'", "'''quoted'''")]
    [InlineData(" lead", "' lead'")]
    [InlineData("trail ", "'trail '")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("end:", "'end:'")]
    [InlineData("tab\there", "\"tab\\there\"")]
    [InlineData("bell\u0007", "\"bell\\u0007\"")]
    [InlineData("no\u00a0break", "\"no\\u00A0break\"")]
    [InlineData("\ud83d\ude00 smile", "\ud83d\ude00 smile")]
    [InlineData("one\ntwo", "|-\n  one\n  two")]
    [InlineData("one\n\n\ntwo\n\n", "|+\n  one\n\n\n  two\n")]
    [InlineData(" one\ntwo", "\" one\\ntwo\"")]
    [InlineData("\n", "\"\\n\"")]
    public void String_is_quoted_only_when_needed(string value, string expected)
    {
        YamlWriter.Write(JsonValue.Create(value)).ShouldBe(expected + "\n");
        Trees.Json(YamlWriter.Write(new JsonObject { ["key"] = value })).ShouldBe(new JsonObject { ["key"] = value }.ToJsonString());
    }

    [Theory]
    [InlineData("null", "null\n")]
    [InlineData("{}", "{}\n")]
    [InlineData("[]", "[]\n")]
    [InlineData("1.50", "1.50\n")]
    [InlineData("true", "true\n")]
    [InlineData("[null]", "- null\n")]
    [InlineData("[{}, {\"b\": 1, \"a\": {}}]", "- {}\n- a: {}\n  b: 1\n")]
    public void Small_tree_is_written(string json, string expected) => YamlWriter.Write(JsonNode.Parse(json)).ShouldBe(expected);

    [Theory]
    [InlineData(128)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void Long_key_comes_back(int length)
    {
        var json = new JsonObject { [new string('k', length)] = new JsonArray(new JsonObject { [new string('"', length)] = 1 }) };
        Trees.SameJson(YamlToJson.Convert(Trees.Parsed(YamlWriter.Write(json))), json).ShouldBeTrue();
    }
}
