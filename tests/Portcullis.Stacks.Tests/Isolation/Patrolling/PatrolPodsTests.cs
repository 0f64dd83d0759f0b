using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;
using Portcullis.Stacks.Isolation.Patrolling;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>Pods of patrols are under the walls of stacks, and are none.</summary>
public sealed class PatrolPodsTests
{
    private static readonly Pod Caller = Patrols.Pods.Caller("internet", "worker-a", [Patrols.Target("tcp/10.43.0.1/443")]);
    private static readonly Pod Listener = Patrols.Pods.Listener(PatrolRole.There, "worker-a", "worker-b");

    [Fact]
    public void They_pass_the_strictest_level()
    {
        foreach (var pod in (Pod[])[Caller, Listener])
        {
            PodSecurityStandards.Evaluate(PodSecurityLevel.Restricted, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!).Failures.ShouldBeEmpty();
        }
    }

    [Fact]
    public void They_carry_every_label_key_of_a_stack_and_are_no_stack()
    {
        var stack = PodFactory.Sketch(StackBlueprint.Of(Worlds.Record()));

        stack.Metadata.Labels!.Keys.Except([StackKeys.Owner, StackKeys.Challenge]).ShouldBeSubsetOf(Caller.Metadata.Labels!.Keys);
        Caller.Metadata.Labels![StackKeys.Egress].ShouldBe("internet");
        StackLabels.IsOurs(Caller.Metadata, out _).ShouldBeFalse();
        PatrolPods.IsPatrol(Caller.Metadata).ShouldBeTrue();
        PatrolPods.IsPatrol(stack.Metadata).ShouldBeFalse();
    }

    [Fact]
    public void They_end_by_themselves_and_take_nearly_nothing()
    {
        foreach (var pod in (Pod[])[Caller, Listener])
        {
            pod.Spec!.ActiveDeadlineSeconds.ShouldBe(150);
            pod.Spec.RestartPolicy.ShouldBe("Never");
            pod.Spec.AutomountServiceAccountToken.ShouldBe(false);
            pod.Spec.Containers![0].Resources!.Requests!["cpu"].ToString().ShouldBe("1m");
            pod.Spec.Containers[0].Resources!.Limits!.Keys.ShouldBe(["cpu", "memory", "ephemeral-storage"]);
        }
    }

    [Fact]
    public void Replicas_make_pods_of_the_same_name_and_know_their_own()
    {
        var other = new PatrolPods(new(), Patrols.Settings, "other").Listener(PatrolRole.There, "worker-a", "worker-b");

        other.Metadata.Name.ShouldBe(Listener.Metadata.Name);
        Patrols.Pods.IsOwn(Listener.Metadata).ShouldBeTrue();
        Patrols.Pods.IsOwn(other.Metadata).ShouldBeFalse();
    }

    [Fact]
    public void Long_node_names_are_no_trouble() =>
        Patrols.Pods.Caller("none", new string('n', 253), [Patrols.Target("tcp/10.43.0.1/443")]).Metadata.Name!.Length.ShouldBeLessThan(63);

    // Kubernetes would expand or halve them.
    [Fact]
    public void Script_has_nothing_that_a_cluster_would_change() => PatrolPods.ScriptText.ShouldNotContain("$$");
}
