using Portcullis.Stacks.Batch;

namespace Portcullis.Stacks.Tests.Batch;

public sealed class BatchDeleteJobTests
{
    private static readonly DateTimeOffset Now = Support.Worlds.Start;

    [Fact]
    public void Job_is_completed_when_nothing_remains()
    {
        var job = Job("a", "b", "c").With([new("a", true, null), new("b", false, null), new("c", true, "no")], Now);
        job.Status.ShouldBe(BatchDeleteStates.Completed);
        (job.Deleted, job.NotFound, job.Failed).ShouldBe((1, 1, 1));
        job.Errors!.ShouldHaveSingleItem().ShouldBe(new("c", "no"));
    }

    [Fact]
    public void Job_is_failed_only_when_every_delete_failed() =>
        Job("a", "b").With([new("a", true, "no"), new("b", true, "no")], Now).Status.ShouldBe(BatchDeleteStates.Failed);

    [Fact]
    public void Job_goes_on_while_something_remains()
    {
        var job = Job("a", "b").With([new("a", true, null)], Now);
        job.Status.ShouldBe(BatchDeleteStates.Running);
        job.Remaining.ShouldBe(["b"]);
    }

    [Fact]
    public void Errors_are_bounded_in_number_and_length()
    {
        var ids = Enumerable.Range(0, 150).Select(i => $"s{i}").ToArray();
        var job = Job(ids).With([.. ids.Select(id => new BatchDeleteResult(id, true, new string('x', 600)))], Now);
        job.Errors!.Count.ShouldBe(BatchDeleteJob.MostErrors);
        job.Errors[0].Error.Length.ShouldBe(BatchDeleteJob.LongestError);
        job.Failed.ShouldBe(150);
    }

    private static BatchDeleteJob Job(params string[] ids) => new BatchDeleteJob
    {
        JobId = "job-0000000000000000",
        Status = BatchDeleteStates.Queued,
        Total = ids.Length,
        CreatedAt = Now,
        UpdatedAt = Now,
        Remaining = ids,
    }.Begin(Now);
}
