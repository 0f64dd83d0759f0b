using Portcullis.Api.Contract;
using Portcullis.Api.Routes;

namespace Portcullis.Api;

/// <summary>Every route, in one place.</summary>
internal static class ApiRoutes
{
    private const string Json = "application/json";

    // Bodies are read as JSON whatever they are called: curl -d calls them a form, older callers nothing at all.
    private const string AnyType = "*/*";

    public static void Map(IEndpointRouteBuilder app)
    {
        MapStacks(app);
        MapBatchDeletes(app);
        MapService(app);
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    private static void MapStacks(IEndpointRouteBuilder app)
    {
        Fails(app.MapPost("/stacks", CreateStackRoute.CreateAsync))
            .WithSummary("Create a stack, or find the one that this owner has of this challenge")
            .Accepts<CreateStackRequest>(Json, AnyType)
            .Produces<StackResponse>(StatusCodes.Status201Created)
            .Produces<StackResponse>();
        Fails(app.MapGet("/stacks", ListStacksRoute.HandleAsync))
            .WithSummary("List stacks; filters owner, challenge, status; pages with limit and continue")
            .Produces<StackListResponse>();
        Fails(app.MapGet("/stacks/{id}", StackIdRoutes.GetAsync)).WithSummary("A stack").Produces<StackResponse>();
        Fails(app.MapGet("/stacks/{id}/status", StackIdRoutes.GetStatusAsync)).WithSummary("A stack's state, in short").Produces<StackStatusResponse>();
        Fails(app.MapDelete("/stacks/{id}", StackIdRoutes.DeleteAsync)).WithSummary("Delete a stack").Produces<DeletedResponse>();
        Fails(app.MapPost("/stacks/{id}/renew", StackIdRoutes.RenewAsync))
            .WithSummary("Give a stack more time")
            .Accepts<RenewRequest>(isOptional: true, Json, AnyType)
            .Produces<StackResponse>();
        Fails(app.MapPost("/stacks/{id}/restart", StackIdRoutes.RestartAsync))
            .WithSummary("Put a fresh pod behind the same address")
            .Produces<StackResponse>();
    }

    private static void MapBatchDeletes(IEndpointRouteBuilder app)
    {
        Fails(app.MapPost("/stacks/batch-delete", BatchDeleteRoutes.SubmitAsync))
            .WithSummary("Delete many stacks")
            .Accepts<BatchDeleteRequest>(Json, AnyType)
            .Produces<JobAcceptedResponse>(StatusCodes.Status202Accepted);
        Fails(app.MapGet("/stacks/batch-delete/{jobId}", BatchDeleteRoutes.GetAsync)).WithSummary("How far a batch delete is").Produces<JobResponse>();
    }

    private static void MapService(IEndpointRouteBuilder app)
    {
        Fails(app.MapGet("/stats", ServiceRoutes.StatsAsync)).WithSummary("Numbers about all stacks").Produces<StatsResponse>();
        Fails(app.MapGet("/isolation", IsolationRoute.GetAsync)).WithSummary("Whether stacks are isolated, statement by statement, with witnesses").Produces<IsolationResponse>();
        Fails(app.MapGet("/healthz", (Delegate)ServiceRoutes.HealthAsync)).WithSummary("Whether the service answers").Produces<HealthResponse>();
        app.MapGet("/livez", (Delegate)ServiceRoutes.HealthAsync).WithSummary("Whether the process is alive").Produces<HealthResponse>();
        app.MapGet("/readyz", ServiceRoutes.ReadyAsync)
            .WithSummary("Whether the stores are synced")
            .Produces<ReadyResponse>()
            .Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/metrics", ServiceRoutes.MetricsAsync).ExcludeFromDescription();
    }

    private static RouteHandlerBuilder Fails(RouteHandlerBuilder route) => route
        .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<ErrorResponse>(StatusCodes.Status401Unauthorized)
        .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
        .Produces<ErrorResponse>(StatusCodes.Status500InternalServerError)
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
}
