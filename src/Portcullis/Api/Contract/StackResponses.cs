using Portcullis.Stacks.Batch;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Api.Contract;

/// <summary>Writes stacks in the words of the API.</summary>
internal static class StackResponses
{
    public static StackResponse Of(Stack stack, bool? hostChanged = null)
    {
        var record = stack.Record;
        return new StackResponse
        {
            StackId = record.Id.Text,
            PodId = stack.Pod?.Metadata.Name ?? "",
            Namespace = record.Service.Metadata.Namespace ?? "",
            NodeId = stack.NodeName,
            NodePublicIp = stack.Host,
            PodSpec = record.Manifest,
            Ports = Ports(record),
            TargetPort = record.Ports[0].Target.ContainerPort,
            NodePort = record.Ports[0].NodePort,
            ServiceName = record.Service.Metadata.Name ?? "",
            Status = stack.Status.ToWire(),
            TtlExpiresAt = record.ExpiresAt.UtcDateTime,
            CreatedAt = record.CreatedAt.UtcDateTime,
            UpdatedAt = stack.UpdatedAt.UtcDateTime,
            RequestedCpuMilli = record.CpuMilli,
            RequestedMemoryBytes = record.MemoryBytes,
            Ready = stack.Ready,
            Reason = stack.Reason,
            Message = stack.Message,
            Airlock = stack.Airlock is { } airlock ? new(airlock.Passed, airlock.Attempts, airlock.Seconds) : null,
            Endpoints = [.. stack.Hosts.SelectMany(host => record.Ports.Select(port => new EndpointResponse(host, port.NodePort, port.Target.ProtocolText)))],
            HostChanged = hostChanged,
        }.With(record.Terms);
    }

    public static StackStatusResponse StatusOf(Stack stack) => new()
    {
        StackId = stack.Id.Text,
        Status = stack.Status.ToWire(),
        Ttl = stack.Record.ExpiresAt.UtcDateTime,
        Ports = Ports(stack.Record),
        NodePublicIp = stack.Host,
        TargetPort = stack.Record.Ports[0].Target.ContainerPort,
        NodePort = stack.Record.Ports[0].NodePort,
        Ready = stack.Ready,
        Reason = stack.Reason,
        Message = stack.Message,
    };

    public static JobResponse Of(BatchDeleteJob job) => new()
    {
        JobId = job.JobId,
        Status = job.Status,
        Total = job.Total,
        Deleted = job.Deleted,
        NotFound = job.NotFound,
        Failed = job.Failed,
        Errors = job.Errors is { Count: > 0 } errors ? [.. errors.Select(error => new JobErrorResponse(error.StackId, error.Error))] : null,
        CreatedAt = job.CreatedAt.UtcDateTime,
        UpdatedAt = job.UpdatedAt.UtcDateTime,
    };

    public static ErrorResponse Of(StackProblem problem) => new(
        problem.Message,
        problem.Reason,
        [.. problem.Details.Select(detail => new ErrorDetailResponse
        {
            Path = detail.Path,
            Message = detail.Message,
            Found = detail.Found,
            Allowed = detail.Allowed,
            Hint = detail.Hint,
        })]);

    private static PortResponse[] Ports(StackRecord record) =>
        [.. record.Ports.Select(port => new PortResponse(port.Target.ContainerPort, port.Target.ProtocolText, port.NodePort))];
}
