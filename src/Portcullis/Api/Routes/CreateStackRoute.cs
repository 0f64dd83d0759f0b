using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;

namespace Portcullis.Api.Routes;

/// <summary><c>POST /stacks</c></summary>
internal static class CreateStackRoute
{
    public static async Task HandleAsync(HttpContext http, StackRuntime stacks)
    {
        using var body = await RequestBody.ReadAsync(http);
        var created = await stacks.Creator.CreateAsync(CreateStackReader.Read(body), http.RequestAborted);
        var status = created.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await ApiAnswers.WriteAsync(http, status, StackResponses.Of(created.Stack), ApiJson.Default.StackResponse);
    }
}
