using Portcullis.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>What admission should never have let through does not get past the second look.</summary>
public sealed class SecurityGateTests
{
    private static readonly Profile Debug = new() { Capabilities = ["SYS_PTRACE"], BeyondBaseline = true };

    [Fact]
    public void Pod_of_its_level_passes()
    {
        var pod = PodWith(new() { Capabilities = new() { Add = ["CHOWN"] } });

        SecurityGate.Pass(pod, Profile.Baseline).ShouldBeSameAs(pod);
        SecurityGate.Pass(pod, null).ShouldBeSameAs(pod);
    }

    [Fact]
    public void Pod_below_its_level_is_stopped_with_the_checks_that_it_fails()
    {
        var problem = Should.Throw<StackException>(() => SecurityGate.Pass(PodWith(new() { Privileged = true }), Profile.Baseline)).Problem;

        (problem.Kind, problem.Reason).ShouldBe((ProblemKind.Internal, StackReasons.PodSecurityViolated));
        problem.Details.Single().Path.ShouldBe("privileged");
        Should.Throw<StackException>(() => SecurityGate.Pass(PodWith(new()), Profile.Restricted)).Problem.Details.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Profile_beyond_baseline_excuses_what_it_grants_and_nothing_else()
    {
        SecurityGate.Pass(PodWith(new() { Capabilities = new() { Add = ["SYS_PTRACE"] } }), Debug);

        Should.Throw<StackException>(() => SecurityGate.Pass(PodWith(new() { Privileged = true, Capabilities = new() { Add = ["SYS_PTRACE"] } }), Debug))
            .Problem.Details.Single().Path.ShouldBe("privileged");
        Should.Throw<StackException>(() => SecurityGate.Pass(PodWith(new() { Capabilities = new() { Add = ["SYS_PTRACE"] } }), null));
    }

    private static Pod PodWith(SecurityContext context) => new() { Spec = new() { Containers = [new() { Name = "a", SecurityContext = context }] } };
}
