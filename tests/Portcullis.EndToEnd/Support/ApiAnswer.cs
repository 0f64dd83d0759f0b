using System.Net;
using System.Text.Json;

namespace Portcullis.EndToEnd.Support;

/// <summary>An answer of the REST API.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text)
{
    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string StackId => Json.GetProperty("stack_id").GetString()!;

    public int NodePort => Json.GetProperty("ports")[0].GetProperty("node_port").GetInt32();

    public string Reason => Json.GetProperty("reason").GetString()!;

    /// <summary>Fails the test, with the body, unless the status is the expected one.</summary>
    public ApiAnswer ShouldBe(int code)
    {
        Code.ShouldBe(code, Text);
        return this;
    }
}
