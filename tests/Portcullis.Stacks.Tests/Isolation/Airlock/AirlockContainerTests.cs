using System.Net;
using Portcullis.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockContainerTests
{
    private static readonly IPEndPoint[] Targets = [IPEndPoint.Parse("10.43.0.1:443"), IPEndPoint.Parse("[fd00::1]:6443")];

    [Fact]
    public void Airlock_is_the_first_init_container_and_gets_nothing_of_the_stack()
    {
        var own = new Container { Name = "migrate", Image = "x" };
        var blueprint = StackBlueprint.Of(Worlds.Record()) with
        {
            Terms = Worlds.Terms with { EnvNames = ["FLAG"] },
            Template = new() { Spec = new() { Containers = [new() { Name = "app", Image = "nginx" }], InitContainers = [own], Volumes = [new() { Name = "data" }] } },
        };

        var pod = PodFactory.Make(blueprint, Worlds.Service(), "ccccc", TimeSpan.Zero, null, Worlds.Settings, AirlockContainer.Make(new(), Targets));

        pod.Spec!.InitContainers!.Select(container => container.Name).ShouldBe(["airlock", "migrate"]);
        pod.Spec.InitContainers![1].Env!.ShouldHaveSingleItem().Name.ShouldBe("FLAG");
        var airlock = pod.Spec.InitContainers[0];
        airlock.Env!.Select(variable => $"{variable.Name}={variable.Value}").ShouldBe(["AIRLOCK_TARGETS=10.43.0.1:443 [fd00::1]:6443", "AIRLOCK_TIMEOUT=30"]);
        (airlock.EnvFrom, airlock.VolumeMounts, airlock.Ports).ShouldBe((null, null, null));
    }

    [Fact]
    public void Pod_without_init_containers_gets_the_airlock_and_one_without_airlock_stays_as_it_is()
    {
        var blueprint = StackBlueprint.Of(Worlds.Record());

        PodFactory.Make(blueprint, Worlds.Service(), "ccccc", TimeSpan.Zero, null, Worlds.Settings, AirlockContainer.Make(new(), Targets)).Spec!.InitContainers!.ShouldHaveSingleItem();
        PodFactory.Make(blueprint, Worlds.Service(), "ccccc", TimeSpan.Zero, null, Worlds.Settings, null).Spec!.InitContainers.ShouldBeNull();
    }

    [Fact]
    public void Airlock_passes_the_strictest_level_and_our_own_gate()
    {
        var airlock = AirlockContainer.Make(new(), Targets);
        var pod = new Pod { Spec = new() { Containers = [airlock] } };

        PodSecurityStandards.Evaluate(PodSecurityLevel.Restricted, PodSecurityVersion.Latest, pod.Metadata, pod.Spec).Failures.ShouldBeEmpty();
        SecurityGate.Pass(pod, Profile.Restricted).ShouldBeSameAs(pod);
        airlock.SecurityContext!.ReadOnlyRootFilesystem.ShouldBe(true);
        airlock.SecurityContext.RunAsUser!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Airlock_is_guaranteed_what_it_asks_for()
    {
        var resources = AirlockContainer.Make(new(), Targets).Resources!;

        resources.Limits!.Select(entry => $"{entry.Key}={entry.Value}").ShouldBe(["cpu=50m", "memory=16Mi", "ephemeral-storage=16Mi"]);
        resources.Requests!.ShouldBe(resources.Limits);
    }

    [Theory]
    [InlineData(30_000, "30")]
    [InlineData(12_300, "13")]
    [InlineData(1_000, "5")]
    public void Timeout_is_in_whole_seconds_and_long_enough_to_pass(int milliseconds, string seconds) =>
        AirlockContainer.Make(new() { AirlockTimeout = TimeSpan.FromMilliseconds(milliseconds) }, Targets).Env![1].Value.ShouldBe(seconds);

    // Kubernetes replaces $(NAME) of the container's own variables, and makes one dollar sign of two.
    [Fact]
    public void Nothing_in_the_script_is_what_kubernetes_would_change()
    {
        AirlockContainer.ScriptText.ShouldNotContain("$$");
        AirlockContainer.ScriptText.ShouldNotContain("$(AIRLOCK_");
        AirlockContainer.ScriptText.Split('\n').ShouldNotContain(line => line.StartsWith('#'));
    }

    [Fact]
    public void Admission_refuses_a_container_of_that_name()
    {
        var manifest = Worlds.Manifest.Replace("name: app", $"name: {AirlockContainer.Name}\n    resources: {{limits: {{cpu: 100m, memory: 64Mi}}}}", StringComparison.Ordinal);

        var refused = new Admitter(new()).Admit(new() { Manifest = manifest, TargetPorts = [], ManifestAlone = true, DnsServers = ["127.0.0.1"] }).ShouldBeOfType<Refused>();

        refused.Reasons.ShouldHaveSingleItem().Path.ShouldBe("spec.containers[0].name");
    }

    [Fact]
    public void Without_anything_to_try_no_stack_is_made_unless_nothing_is_enforced()
    {
        Should.Throw<StackException>(() => Fit(new())).Problem.Reason.ShouldBe(StackReasons.AirlockTargetUnknown);
        Fit(new() { Mode = IsolationMode.Warn }).ShouldBeNull();
        Fit(new() { Airlock = false }).ShouldBeNull();
        Fit(new(), Targets)!.Name.ShouldBe("airlock");
    }

    private static Container? Fit(IsolationSettings settings, params IPEndPoint[] targets) => new AirlockFitting(settings, () => targets).Make();
}
