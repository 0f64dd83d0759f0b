using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Tests.Json;

public sealed class ModelJsonTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"items":null}""")]
    public void List_without_metadata_and_items_is_an_empty_list(string json)
    {
        var list = JsonSerializer.Deserialize(json, ModelJson.Default.KubernetesListPod)!;

        list.Items.ShouldBeEmpty();
        list.Metadata.ResourceVersion.ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null}""")]
    public void Object_without_metadata_has_empty_metadata(string json) =>
        JsonSerializer.Deserialize(json, ModelJson.Default.Pod)!.Metadata.Name.ShouldBeNull();

    [Fact]
    public void Unknown_fields_are_passed_over() =>
        JsonSerializer.Deserialize("""{"spec":{"novel":{"a":[1]},"nodeName":"n"},"x":1}""", ModelJson.Default.Pod)!.Spec!.NodeName.ShouldBe("n");

    [Fact]
    public void Field_in_another_case_is_another_field() =>
        JsonSerializer.Deserialize("""{"spec":{"nodename":"n"}}""", ModelJson.Default.Pod)!.Spec!.NodeName.ShouldBeNull();

    [Fact]
    public void Null_list_is_no_list() =>
        JsonSerializer.Deserialize("""{"spec":{"containers":null}}""", ModelJson.Default.Pod)!.Spec!.Containers.ShouldBeNull();

    [Fact]
    public void Null_inside_a_map_or_list_of_strings_is_the_empty_string_as_in_go()
    {
        var pod = JsonSerializer.Deserialize("""{"metadata":{"labels":{"a":null}},"spec":{"containers":[{"args":[null,"b"]}]}}""", ModelJson.Default.Pod)!;
        var secret = JsonSerializer.Deserialize("""{"data":{"a":null}}""", ModelJson.Default.Secret)!;

        pod.Metadata.Labels!["a"].ShouldBe("");
        pod.Spec!.Containers![0].Args.ShouldBe(["", "b"]);
        secret.Data!["a"].ShouldBeEmpty();
    }

    [Fact]
    public void Null_quantity_is_zero_as_in_go()
    {
        var pod = JsonSerializer.Deserialize("""{"spec":{"containers":[{"resources":{"limits":{"cpu":null}}}]}}""", ModelJson.Default.Pod)!;

        pod.Spec!.Containers![0].Resources!.Limits!["cpu"].Sign.ShouldBe(0);
    }

    [Theory]
    [InlineData("\" 1.5Gi \"", "1536Mi")]
    [InlineData("0.5", "500m")]
    [InlineData("1e3", "1e3")]
    [InlineData("-1", "-1")]
    public void Quantity_is_a_string_or_a_number(string json, string printed)
    {
        var quantity = JsonSerializer.Deserialize(json, ModelJson.Default.Quantity);

        JsonSerializer.Serialize(quantity, ModelJson.Default.Quantity).ShouldBe($"\"{printed}\"");
    }

    [Fact]
    public async Task Quantity_cut_in_two_by_a_buffer_is_read_whole()
    {
        var pipe = new Pipe();
        var token = TestContext.Current.CancellationToken;
        var read = JsonSerializer.DeserializeAsync(pipe.Reader, ModelJson.Default.ResourceRequirements, token);
        foreach (var octet in """{"limits":{"memory":12345678901}}"""u8.ToArray())
        {
            await pipe.Writer.WriteAsync(new[] { octet }, token);
        }

        await pipe.Writer.CompleteAsync();

        (await read)!.Limits!["memory"].Value.ShouldBe(12345678901);
    }

    [Theory]
    [InlineData("80", true, "80")]
    [InlineData("-2147483648", true, "-2147483648")]
    [InlineData("\"80\"", false, "80")]
    [InlineData("\"\"", false, "")]
    public void Int_or_string_keeps_its_kind(string json, bool isNumber, string text)
    {
        var value = JsonSerializer.Deserialize(json, ModelJson.Default.IntOrString);

        value.IsNumber.ShouldBe(isNumber);
        value.ToString().ShouldBe(text);
        JsonSerializer.Serialize(value, ModelJson.Default.IntOrString).ShouldBe(json);
    }

    [Theory]
    [InlineData("""{"spec":{"ports":[{"targetPort":2147483648}]}}""")]
    [InlineData("""{"spec":{"ports":[{"targetPort":99999999999999999999999999}]}}""")]
    [InlineData("""{"spec":{"ports":[{"targetPort":1.5}]}}""")]
    [InlineData("""{"spec":{"ports":[{"targetPort":1e2}]}}""")]
    [InlineData("""{"spec":{"ports":[{"targetPort":true}]}}""")]
    [InlineData("""{"spec":{"ports":[{"targetPort":[]}]}}""")]
    [InlineData("""{"spec":{"ports":[{"port":4294967296}]}}""")]
    [InlineData("""{"spec":{"ports":[{"port":"80"}]}}""")]
    [InlineData("""{"spec":{"ports":{}}}""")]
    [InlineData("""{"spec":{"selector":{"a":1}}}""")]
    [InlineData("""{"spec":{"selector":[]}}""")]
    [InlineData("""{"spec":{"externalIPs":[1]}}""")]
    [InlineData("""{"spec":{"externalIPs":"1.2.3.4"}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"\ud800"}}}""")]
    [InlineData("""{"metadata":{"creationTimestamp":"yesterday"}}""")]
    [InlineData("""{"metadata":{"creationTimestamp":0}}""")]
    [InlineData("""{"metadata":{"name":"cut""")]
    [InlineData("""{"spec":[]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Json_of_another_shape_is_a_json_exception(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Default.Service));

    [Theory]
    [InlineData("""{"limits":{"cpu":true}}""")]
    [InlineData("""{"limits":{"cpu":"lots"}}""")]
    [InlineData("""{"limits":{"cpu":1e999999}}""")]
    [InlineData("""{"limits":{"cpu":{}}}""")]
    public void Quantity_of_another_shape_is_a_json_exception(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Default.ResourceRequirements));

    [Fact]
    public void Secret_never_prints_its_values()
    {
        var secret = new Secret
        {
            Metadata = new ObjectMeta { Name = "env", Namespace = "stacks" },
            Data = new Dictionary<string, byte[]> { ["FLAG"] = Encoding.UTF8.GetBytes("flag{1}") },
            StringData = new Dictionary<string, string> { ["FLAG"] = "flag{2}" },
        };
        var list = new KubernetesList<Secret> { Items = [secret] };

        foreach (var text in (string[])[secret.ToString(), $"{secret with { }}", list.ToString(), Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"data":{"FLAG":"flag{3}"}}""", ModelJson.Default.Secret)).ToString()])
        {
            text.ShouldNotContain("flag{");
            text.ShouldNotContain(Convert.ToBase64String("flag{1}"u8));
        }

        secret.ToString().ShouldBe("Secret stacks/env");
    }
}
