using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Rules;

/// <summary>Tighten-only: the effective context is the meet of the profile and the manifest.</summary>
public sealed class HardeningTests
{
    private static readonly string[] Granted = [.. Profile.Baseline.Capabilities];

    [Fact]
    public void Every_container_carries_the_forced_context()
    {
        var spec = Manifests.Admitted(Manifests.Pod(spec: $"initContainers:\n- name: init\n  image: x\n  {Manifests.Resources}")).Pod.Spec!;
        spec.SecurityContext!.SeccompProfile!.Type.ShouldBe("RuntimeDefault");
        foreach (var context in spec.Containers!.Concat(spec.InitContainers!).Select(container => container.SecurityContext!))
        {
            context.Privileged.ShouldBe(false);
            context.AllowPrivilegeEscalation.ShouldBe(false);
            context.SeccompProfile!.Type.ShouldBe("RuntimeDefault");
            context.Capabilities!.Drop.ShouldBe(["ALL"]);
            context.Capabilities.Add.ShouldBe(Granted);
        }
    }

    [Theory]
    [InlineData("{drop: [ALL]}", "")]
    [InlineData("{drop: [all]}", "")]
    [InlineData("{drop: [CAP_ALL]}", "")]
    [InlineData("{drop: [ALL], add: [KILL, CHOWN, KILL]}", "CHOWN,KILL")]
    [InlineData("{drop: [ALL, KILL], add: [KILL, CHOWN]}", "CHOWN")]
    [InlineData("{drop: [AUDIT_WRITE, cap_chown, Cap_Dac_Override, FOWNER, FSETID, NET_RAW]}", "KILL,NET_BIND_SERVICE,SETGID,SETUID,SYS_CHROOT")]
    [InlineData("{add: [CHOWN]}", "AUDIT_WRITE,CHOWN,DAC_OVERRIDE,FOWNER,FSETID,KILL,NET_BIND_SERVICE,SETGID,SETUID,SYS_CHROOT")]
    public void Capabilities_are_what_is_granted_less_what_is_dropped(string capabilities, string kept)
    {
        var result = Context($"securityContext: {{capabilities: {capabilities}}}").Capabilities!;
        result.Drop.ShouldBe(["ALL"]);
        string.Join(',', result.Add ?? []).ShouldBe(kept);
    }

    [Theory]
    [InlineData("baseline", "", false)]
    [InlineData("setuid", "", true)]
    [InlineData("setuid", "securityContext: {allowPrivilegeEscalation: true}", true)]
    [InlineData("setuid", "securityContext: {allowPrivilegeEscalation: false}", false)]
    public void Privilege_escalation_is_shut_unless_granted(string profile, string container, bool expected) =>
        Context(container, profile).AllowPrivilegeEscalation.ShouldBe(expected);

    [Fact]
    public void Profile_that_grants_nothing_leaves_nothing() => Context("", "bare").Capabilities!.Add.ShouldBeNull();

    [Fact]
    public void Capability_of_another_profile_is_refused() =>
        Manifests.Refused(Manifests.Pod(container: "securityContext: {capabilities: {add: [CHOWN]}}"), "bare")
            .Single().Path.ShouldBe("spec.containers[0].securityContext.capabilities.add[0]");

    [Fact]
    public void Less_than_the_profile_gives_is_kept()
    {
        var context = Context("securityContext: {runAsUser: 1000, runAsGroup: 1001, runAsNonRoot: true, readOnlyRootFilesystem: true, seLinuxOptions: {level: 's0:c1'}}");
        (context.RunAsUser, context.RunAsGroup, context.RunAsNonRoot, context.ReadOnlyRootFilesystem, context.SeLinuxOptions!.Level)
            .ShouldBe((1000, 1001, true, true, "s0:c1"));
    }

    [Fact]
    public void Pod_context_is_kept()
    {
        var context = Manifests.Admitted(Manifests.Pod(spec: "securityContext: {runAsUser: 0, fsGroup: 2000, supplementalGroups: [1, 2], runAsNonRoot: false}")).Pod.Spec!.SecurityContext!;
        (context.RunAsUser, context.FsGroup, context.RunAsNonRoot).ShouldBe((0, 2000, false));
        context.SupplementalGroups.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("", "", "RuntimeDefault", "RuntimeDefault")]
    [InlineData("L", "", "Localhost", "Localhost")]
    [InlineData("", "L", "RuntimeDefault", "Localhost")]
    [InlineData("L", "R", "Localhost", "RuntimeDefault")]
    public void Seccomp_of_the_container_goes_before_that_of_the_pod(string pod, string container, string podType, string containerType)
    {
        static string Text(string letter) => letter switch
        {
            "L" => "securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/strict.json}}",
            "R" => "securityContext: {seccompProfile: {type: RuntimeDefault}}",
            _ => "",
        };
        var spec = Manifests.Admitted(Manifests.Pod(spec: Text(pod), container: Text(container))).Pod.Spec!;
        spec.SecurityContext!.SeccompProfile!.Type.ShouldBe(podType);
        spec.Containers!.Single().SecurityContext!.SeccompProfile!.Type.ShouldBe(containerType);
    }

    [Fact]
    public void Baseline_grants_what_the_documentation_says() =>
        Granted.ShouldBe(["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", "SYS_CHROOT"]);

    private static SecurityContext Context(string container, string profile = "baseline") =>
        Manifests.Admitted(Manifests.Pod(container: container), profile).Pod.Spec!.Containers!.Single().SecurityContext!;
}
