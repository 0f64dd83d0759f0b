using System.Net.Sockets;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>What a Pod says follows from the Pod alone, and what it does not say is never silence.</summary>
public sealed class PatrolReadingTests
{
    private static readonly PatrolTarget[] Targets = [Patrols.Target("tcp/10.43.0.1/443"), Patrols.Target("udp/10.43.0.10/53", isKnown: false), Patrols.Target("echo/fd00::1")];

    [Fact]
    public void Orders_survive_being_written()
    {
        PatrolTarget[] all = [.. Targets, Patrols.Target("tcp/fd00::2/8443", kind: PatrolTargetKind.Outside) with { Name = "odd | name, with words" }];

        PatrolOrders.Read(PatrolOrders.Write(all))!.ShouldBe(all);
        PatrolOrders.ForScript(all).ShouldBe("tcp/10.43.0.1/443 udp/10.43.0.10/53 echo/fd00::1 +tcp/fd00::2/8443");
        PatrolOrders.Read("nonsense").ShouldBeNull();
        PatrolOrders.Read(null).ShouldBeNull();
    }

    [Fact]
    public void Letters_belong_to_the_targets_in_order()
    {
        var reading = Patrols.Reading("sox", Targets);

        (reading.Node, reading.Egress, reading.Problem).ShouldBe(("worker-a", "none", null));
        reading.Answers.Select(answer => (answer.Target.Key, answer.Felt)).ShouldBe(
            [("tcp/10.43.0.1/443", PatrolFelt.Silent), ("udp/10.43.0.10/53", PatrolFelt.Open), ("echo/fd00::1", PatrolFelt.Untold)]);
    }

    [Fact]
    public void Family_that_the_pod_has_not_was_not_felt() =>
        PatrolReading.Of(Patrols.Ended("felt passes=3 seconds=9 answers=sss", Targets, addresses: ["10.42.1.9"]))!.Answers.ShouldAllBe(answer => answer.Target.Family == AddressFamily.InterNetwork);

    [Theory]
    [InlineData("felt passes=3 seconds=9 answers=ss", 0)]
    [InlineData("felt passes=3 seconds=9 answers=ssss", 0)]
    [InlineData("felt passes=3 seconds=9 answers=sso", 1)]
    [InlineData("broken", 3)]
    [InlineData("answers=sss", 0)]
    [InlineData("felt passes=3 seconds=9 answers=sss and more", 0)]
    [InlineData("", 0)]
    [InlineData(null, 137)]
    public void Whoever_does_not_say_exactly_what_it_felt_has_felt_nothing(string? message, int exitCode)
    {
        var reading = PatrolReading.Of(Patrols.Ended(message, Targets, exitCode))!;

        reading.Answers.ShouldBeEmpty();
        reading.Problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Pod_that_never_ran_says_why()
    {
        var pod = Patrols.Ended(null, Targets) with { Status = new() { Phase = "Failed", Reason = "Evicted", Message = "the node was low on memory" } };

        PatrolReading.Of(pod)!.Problem.ShouldBe("Evicted: the node was low on memory");
    }

    [Fact]
    public void Others_pods_and_those_that_have_not_ended_say_nothing()
    {
        var ended = Patrols.Ended("felt passes=3 seconds=9 answers=sss", Targets);

        PatrolReading.Of(ended with { Status = ended.Status! with { Phase = "Running" } }).ShouldBeNull();
        PatrolReading.Of(ended with { Metadata = ended.Metadata with { Labels = ended.Metadata.Labels!.Where(label => label.Key != "portcullis.dev/patrol").ToDictionary() } }).ShouldBeNull();
        PatrolReading.Of(Patrols.Pods.Listener(PatrolRole.Here, "worker-a", "worker-a") with { Status = new() { Phase = "Failed" } }).ShouldBeNull();
    }

    [Fact]
    public void Who_hears_nothing_of_what_answers_is_deaf_in_that_family()
    {
        var must = Patrols.Target("tcp/1.1.1.1/53", kind: PatrolTargetKind.Outside);
        Patrols.Reading("ss", must, Targets[0]).Deaf.ShouldBe([AddressFamily.InterNetwork]);
        Patrols.Reading("os", must, Targets[0]).Deaf.ShouldBeEmpty();
        Patrols.Reading("ss", must with { IsKnownToAnswer = false }, Targets[0]).Deaf.ShouldBeEmpty();
    }
}
