using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks;
using Portcullis.Stacks.Creating;

namespace Portcullis.Api.Routes;

/// <summary><c>POST /stacks</c></summary>
internal static class CreateStackRoute
{
    public static Task CreateAsync(HttpContext http, StackRuntime stacks) => HandleAsync(http, wish => stacks.Creator.CreateAsync(wish, http.RequestAborted));

    /// <summary>The same, with whatever makes the stack.</summary>
    internal static async Task HandleAsync(HttpContext http, Func<CreateStack, Task<CreatedStack>> create)
    {
        using var body = await RequestBody.ReadAsync(http);
        var created = await create(CreateStackReader.Read(body));
        var status = created.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await ApiAnswers.WriteAsync(http, status, StackResponses.Of(created.Stack), ApiJson.Default.StackResponse);
    }
}
