using Portcullis.Cli;
using Portcullis.Cli.Input;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Tests.Cli.Input;

public sealed class FileObjectsTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c}]}\n";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: x}\n")]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {name: b, namespace: x}}\n")]
    [InlineData("apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- metadata: {name: b, namespace: x}\n")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}\n{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"b\",\"namespace\":\"x\"}}\n")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: x}}\n")]
    public async Task Every_form_of_several_objects_is_read(string text)
    {
        var read = await ReadAsync(_folder.Write("objects.yaml", text));

        read.Pods.Select(pod => NamespacedName.Of(pod.Metadata).ToString()).ShouldBe(["default/a", "x/b"]);
        read.Namespaces.Select(ns => ns.Metadata.Name).ShouldBe(["default", "x"]);
    }

    [Fact]
    public async Task Folder_stands_for_the_manifests_in_it_and_below()
    {
        _folder.Write("b/pod.yml", Pod.Replace("name: a", "name: below", StringComparison.Ordinal));
        _folder.Write("a.json", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"json"}}""");
        _folder.Write("a.yaml", Pod);
        _folder.Write("notes.txt", "not: [read");
        _folder.Write(".git/config.yaml", "not: [read");

        (await ReadAsync(_folder.Path)).Pods.Select(pod => pod.Metadata.Name).ShouldBe(["json", "a", "below"]);
    }

    [Fact]
    public async Task Standard_input_is_read() => (await ReadAsync("-", input: "\uFEFF" + Pod)).Pods.ShouldHaveSingleItem();

    [Theory]
    [InlineData("kind: Pod\napiVersion: v1\nmetadata: {name: [\n", "line 4 (document 1): broken YAML: ")]
    [InlineData("a: 1\n---\nkind: Pod\nkind: Pod\n", "line 4 (document 2): broken YAML: key \"kind\" occurs twice")]
    [InlineData("{\"kind\": \"Pod\",\n\"kind\": 1 x}", "line 2 (document 1): broken JSON: ")]
    [InlineData("{\"a\": 1,\n\"a\": 2}", "broken JSON: ")]
    [InlineData("metadata: {name: a}\n", "no object of Kubernetes: it has no kind")]
    [InlineData("kind: Pod\n", "no object of Kubernetes: it has no apiVersion")]
    [InlineData("just words\n", "expected an object of Kubernetes, found a text")]
    [InlineData("apiVersion: v2\nkind: Pod\nmetadata: {name: a}\n", "unknown apiVersion \"v2\" of a Pod; known is v1")]
    [InlineData("apiVersion: networking.k8s.io/v1beta1\nkind: NetworkPolicy\nmetadata: {name: a}\n", "unknown apiVersion \"networking.k8s.io/v1beta1\" of a NetworkPolicy; known is networking.k8s.io/v1")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {}\n", "a Pod without a name")]
    [InlineData("# nothing\n", "no object of Kubernetes in ")]
    public async Task What_cannot_be_read_is_told_with_its_place(string text, string part)
    {
        var problem = await Should.ThrowAsync<InputException>(ReadAsync(_folder.Write("objects.yaml", text)));

        problem.Lines.ShouldContain(line => line.Contains(part, StringComparison.Ordinal) && line.Contains("objects.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Object_that_is_there_twice_is_told_with_both_places()
    {
        var first = _folder.Write("first.yaml", Pod);
        var second = _folder.Write("second.yaml", "# copy\n" + Pod);

        (await Should.ThrowAsync<InputException>(ReadAsync(_folder.Path))).Lines
            .ShouldBe([$"{second}, line 2 (document 1): Pod default/a is there twice; first in {first}, line 1 (document 1)"]);
    }

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        var path = _folder.Write("objects.yaml", "a: {b\n---\nkind: Pod\n---\n" + Pod + "---\n" + Pod);

        var lines = (await Should.ThrowAsync<InputException>(ReadAsync(path))).Lines;

        foreach (var part in (string[])["(document 1): broken YAML", "(document 2): no object", "(document 4): Pod default/a is there twice"])
        {
            lines.ShouldContain(line => line.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Empty_folder_and_missing_file_are_told()
    {
        (await Should.ThrowAsync<InputException>(ReadAsync(_folder.Path))).Lines[0].ShouldContain("holds no .yaml");
        (await Should.ThrowAsync<InputException>(ReadAsync(_folder.Path + "/none"))).Lines[0].ShouldContain("there is no file or folder");
    }

    [Fact]
    public async Task File_over_64_mebibytes_is_refused_unread()
    {
        var path = _folder.Write("huge.yaml", "");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(100 << 20);
        }

        (await Should.ThrowAsync<InputException>(ReadAsync(path))).Lines.ShouldBe([$"{path}: more than 64 MiB to read"]);
    }

    [Fact]
    public async Task Endless_standard_input_is_refused()
    {
        using var endless = new EndlessText();

        (await Should.ThrowAsync<InputException>(ReadAsync("-", endless))).Lines.ShouldBe(["standard input: more than 64 MiB to read"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var path = _folder.Write("image.yaml", "");
        File.WriteAllBytes(path, [0x61, 0xC3, 0x28, 0xFF]);

        (await Should.ThrowAsync<InputException>(ReadAsync(path))).Lines.ShouldBe([$"{path}: is no text in UTF-8"]);
    }

    [Fact]
    public async Task Value_of_another_type_is_told_by_its_path()
    {
        var read = await ReadAsync(_folder.Write("policy.yaml", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}, ingress: [{ports: [{port: true}]}]}\n"));

        read.Malformed.ShouldHaveSingleItem().Path.ShouldBe("spec.ingress[0].ports[0].port");
        read.Malformed[0].Reason.ShouldStartWith("expected a number or a string");
    }

    [Fact]
    public async Task Unknown_fields_of_policies_are_told_and_nulls_are_not()
    {
        var read = await ReadAsync(_folder.Write("policy.yaml", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, creationTimestamp: null}\nspec: {podSelectr: {}, ingress: [{form: []}], egress: null}\nstatus: {}\n"));

        read.UnknownFields.Select(field => field.Path).ShouldBe(["spec.podSelectr", "spec.ingress[0].form"]);
    }

    [Fact]
    public async Task Item_with_nothing_in_it_is_an_empty_object()
    {
        var read = await ReadAsync(_folder.Write("policy.yaml", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  podSelector: {matchExpressions: [{key: a, operator: In, values: [null]}]}\n  ingress:\n  -\n"));

        var spec = read.Policies.ShouldHaveSingleItem().Spec!;
        spec.Ingress.ShouldNotBeNull().ShouldHaveSingleItem().ShouldNotBeNull();
        spec.PodSelector!.MatchExpressions![0].Values.ShouldBe([""]);
    }

    [Fact]
    public async Task Nothing_is_passed_over_in_silence()
    {
        var read = await ReadAsync(_folder.Write("more.yaml", Pod + """
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: m}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: other, namespace: x}}
            ---
            {apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy, metadata: {name: other}}
            """));

        read.Warnings.ShouldHaveSingleItem().ShouldBe("warning: NetworkPolicy default/other can override network policies and is not looked at: what is said here may not hold");
        read.Notes[0].ShouldBe("note: 3 objects not looked at: 2 ConfigMap (default/m, x/other), 1 NetworkPolicy (default/other)");
    }

    [Fact]
    public async Task Namespace_gets_the_label_of_its_name_as_api_servers_give_it()
    {
        var read = await ReadAsync(_folder.Write("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: stacks, labels: {a: b, kubernetes.io/metadata.name: other}}}\n"));

        read.Namespaces.ShouldHaveSingleItem().Metadata.Labels!.Select(label => $"{label.Key}={label.Value}").ShouldBe(["a=b", "kubernetes.io/metadata.name=stacks"]);
        read.Notes.ShouldHaveSingleItem().ShouldContain("--kubernetes-version 1.20");
    }

    [Fact]
    public async Task Namespace_of_an_older_cluster_is_taken_as_written_and_told()
    {
        var read = await ReadAsync(_folder.Write("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: stacks}}\n"), TextReader.Null, labelNamespaces: false);

        read.Namespaces.ShouldHaveSingleItem().Metadata.Labels.ShouldBeNull();
        read.Notes.ShouldHaveSingleItem().ShouldContain("taken as written");
    }

    private static Task<ClusterInput> ReadAsync(string path, string input = "") => ReadAsync(path, new StringReader(input));

    private static Task<ClusterInput> ReadAsync(string path, TextReader input, bool labelNamespaces = true)
    {
        var terminal = new Terminal { In = input, Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>(), Time = TimeProvider.System };
        return FileObjects.ReadAsync(terminal, [path], labelNamespaces, TestContext.Current.CancellationToken);
    }

    /// <summary>A line that never ends.</summary>
    private sealed class EndlessText : TextReader
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill('a');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
