using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portcullis.Tests.Cli.Stacks;

/// <summary>An HTTP server that keeps what it was asked and answers what the test says, so that a command's requests can be looked at.</summary>
internal sealed class CannedApi : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Request> _requests = new();

    private CannedApi(int status, string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            _requests.Enqueue(new Request($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", body, context.Request.Headers["X-API-KEY"].ToString()));
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(answer, context.RequestAborted);
        });
    }

    public string Url => _application.Urls.Single();

    public IReadOnlyList<Request> Requests => [.. _requests];

    public static async Task<CannedApi> StartAsync(int status, string answer)
    {
        var api = new CannedApi(status, answer);
        await api._application.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    internal sealed record Request(string Line, string Body, string Key);
}
