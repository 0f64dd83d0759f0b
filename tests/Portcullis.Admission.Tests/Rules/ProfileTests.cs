using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Rules;

/// <summary>What a profile gives, forces and refuses.</summary>
public sealed class ProfileTests
{
    [Fact]
    public void Unknown_profile_is_refused_with_the_names_of_those_that_may_be_asked_for()
    {
        var reason = Manifests.Refused(Manifests.Pod(), "nope").Single();

        (reason.Path, reason.Message, reason.Allowed).ShouldBe(("profile", "no such profile", "bare, baseline, debug, narrow, restricted, setuid, wide"));
    }

    [Fact]
    public void Profile_that_requests_may_not_name_serves_as_the_default_alone()
    {
        Manifests.Refused(Manifests.Pod(), "internal").Single().Message.ShouldBe("may not be asked for");

        var admitter = new Admitter(Manifests.Policy with { DefaultProfile = "internal" });
        var request = new AdmissionRequest { Manifest = Manifests.Pod(), TargetPorts = [new TargetPort(80, PortProtocol.Tcp)] };
        admitter.Admit(request).ShouldBeOfType<Admitted>().ProfileName.ShouldBe("internal");
        admitter.Admit(request with { Profile = "internal" }).ShouldBeOfType<Admitted>();
    }

    [Fact]
    public void Restricted_forces_everyone_to_be_somebody()
    {
        var spec = Manifests.Admitted(Manifests.Pod(), "restricted").Pod.Spec!;

        spec.SecurityContext!.RunAsNonRoot.ShouldBe(true);
        spec.Containers![0].SecurityContext!.RunAsNonRoot.ShouldBe(true);
        spec.Containers[0].SecurityContext!.Capabilities!.Add.ShouldBe(["NET_BIND_SERVICE"]);
    }

    [Theory]
    [InlineData("securityContext: {runAsUser: 0}", "runAsUser", "1 to 2147483647")]
    [InlineData("securityContext: {runAsNonRoot: false}", "runAsNonRoot", "true")]
    public void Restricted_refuses_root(string context, string field, string allowed)
    {
        foreach (var (manifest, path) in new[] { (Manifests.Pod(spec: context), "spec"), (Manifests.Pod(container: context), "spec.containers[0]") })
        {
            var reason = Manifests.Refused(manifest, "restricted").Single();
            (reason.Path, reason.Allowed).ShouldBe(($"{path}.securityContext.{field}", allowed));
        }
    }

    [Fact]
    public void Capability_beyond_the_runtimes_own_must_be_asked_for()
    {
        Capabilities("", "debug").ShouldBe(["CHOWN"]);
        Capabilities("securityContext: {capabilities: {add: [SYS_PTRACE]}}", "debug").ShouldBe(["CHOWN", "SYS_PTRACE"]);
        Capabilities("securityContext: {capabilities: {drop: [ALL], add: [SYS_PTRACE]}}", "debug").ShouldBe(["SYS_PTRACE"]);
    }

    [Theory]
    [InlineData("SYS_PTRACE", "ask for the profile \"debug\", which grants SYS_PTRACE")]
    [InlineData("CAP_SYS_PTRACE", "ask for the profile \"debug\", which grants SYS_PTRACE")]
    [InlineData("SYS_ADMIN", "ask the operator for a profile that grants SYS_ADMIN")]
    [InlineData("chown", "write it as \"CHOWN\"")]
    [InlineData("FLYING", null)]
    public void Capability_that_is_not_granted_gets_a_hint(string name, string? hint) =>
        Manifests.Refused(Manifests.Pod(container: $"securityContext: {{capabilities: {{add: [{name}]}}}}")).Single().Hint.ShouldBe(hint);

    [Fact]
    public void Escalation_and_unconfined_get_hints_too()
    {
        Manifests.Refused(Manifests.Pod(container: "securityContext: {allowPrivilegeEscalation: true}")).Single().Hint.ShouldBe("ask for the profile \"setuid\", which grants privilege escalation");
        Manifests.Refused(Manifests.Pod(container: "securityContext: {seccompProfile: {type: Unconfined}}")).Single().Hint.ShouldBe("ask for the profile \"wide\", which grants seccomp Unconfined");
        Manifests.Refused(Manifests.Pod(spec: "runtimeClassName: kata")).Single().Hint.ShouldBe("ask the operator for a profile with this runtime class");
    }

    [Fact]
    public void Unconfined_is_given_only_to_who_asks()
    {
        var silent = Manifests.Admitted(Manifests.Pod(), "wide").Pod.Spec!.Containers![0].SecurityContext!;
        var asking = Manifests.Admitted(Manifests.Pod(container: "securityContext: {seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}}"), "wide").Pod.Spec!.Containers![0].SecurityContext!;

        (silent.SeccompProfile!.Type, silent.AppArmorProfile!.Type, silent.AppArmorProfile.LocalhostProfile).ShouldBe(("RuntimeDefault", "Localhost", "strict"));
        (asking.SeccompProfile!.Type, asking.AppArmorProfile!.Type).ShouldBe(("Unconfined", "Unconfined"));
        Manifests.Admitted(Manifests.Pod(spec: "securityContext: {appArmorProfile: {type: RuntimeDefault}}"), "wide").Pod.Spec!.Containers![0].SecurityContext!.AppArmorProfile!.Type.ShouldBe("RuntimeDefault");
        Manifests.Refused(Manifests.Pod(container: "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: other}}"), "wide").Single().Path
            .ShouldBe("spec.containers[0].securityContext.appArmorProfile.localhostProfile");
    }

    [Fact]
    public void Narrow_profile_forces_what_it_says()
    {
        var spec = Manifests.Admitted(Manifests.Pod(), "narrow").Pod.Spec!;

        (spec.SecurityContext!.RunAsUser, spec.SecurityContext.RunAsGroup, spec.HostUsers, spec.RuntimeClassName).ShouldBe((1000, 2000, false, "gvisor"));
        spec.Containers![0].SecurityContext!.ReadOnlyRootFilesystem.ShouldBe(true);
        spec.Containers[0].SecurityContext!.SeccompProfile.ShouldBe(new SeccompProfile { Type = "Localhost", LocalhostProfile = "narrow.json" });
    }

    [Theory]
    [InlineData("runAsUser: 999", "runAsUser", "1000 to 1999")]
    [InlineData("runAsGroup: 0", "runAsGroup", "2000 to 2999")]
    [InlineData("fsGroup: 3000", "fsGroup", "2000 to 2999")]
    [InlineData("supplementalGroups: [2000, 0]", "supplementalGroups[1]", "2000 to 2999")]
    public void Ids_outside_of_the_range_are_refused(string context, string field, string allowed)
    {
        var reason = Manifests.Refused(Manifests.Pod(spec: $"securityContext: {{{context}}}"), "narrow").Single();

        (reason.Path, reason.Allowed).ShouldBe(($"spec.securityContext.{field}", allowed));
    }

    [Fact]
    public void Writable_root_is_refused_where_the_profile_forbids_it() =>
        Manifests.Refused(Manifests.Pod(container: "securityContext: {readOnlyRootFilesystem: false}"), "narrow").Single().Path.ShouldBe("spec.containers[0].securityContext.readOnlyRootFilesystem");

    [Fact]
    public void Maxima_of_the_profile_go_before_those_of_the_policy()
    {
        Manifests.Admitted(Manifests.Pod(resources: "resources: {limits: {cpu: 200m, memory: 64Gi}}"), "narrow");
        Manifests.Refused(Manifests.Pod(resources: "resources: {limits: {cpu: 201m, memory: 1Gi}}"), "narrow").Single().Allowed.ShouldBe("at most 200m");
        Manifests.Refused(Manifests.Pod(resources: "resources: {limits: {cpu: 1, memory: 64Gi}}")).Single().Path.ShouldBe("spec.containers[0].resources.limits.memory");
    }

    [Fact]
    public void Faults_of_a_profile_are_told_by_field()
    {
        var profile = new Profile
        {
            Capabilities = ["CHOWN", "cap_chown", "SYS_ADMIN", "NET_RAW"],
            Seccomp = [],
            RunAsNonRoot = true,
            RunAsUser = new IdRange(0, 10, 20),
            RunAsGroup = new IdRange(5, 1, 1),
            RuntimeClass = "Bad Name",
            MaxCpu = Quantity.Parse("0"),
            MaxMemory = Quantity.Parse("-1"),
        };

        ProfileRules.Check(profile).Select(fault => fault.Field).ShouldBe(
            ["capabilities[1]", "seccomp", "run_as_user.default", "run_as_group", "run_as_user.min", "max_cpu", "max_memory", "runtime_class", "beyond_baseline"]);
        ProfileRules.Check(profile)[^1].Message.ShouldContain("the capability SYS_ADMIN, the capability NET_RAW");
    }

    [Fact]
    public void Built_in_profiles_are_without_fault_and_of_their_level()
    {
        foreach (var profile in Profile.BuiltIn.Values)
        {
            ProfileRules.Check(profile).ShouldBeEmpty();
            profile.BaselineExceptions.ShouldBeEmpty();
        }

        Profile.Restricted.IsRestricted.ShouldBeTrue();
        Profile.Baseline.IsRestricted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("RuntimeDefault", true)]
    [InlineData("Unconfined", true)]
    [InlineData("Localhost/a/b.json", true)]
    [InlineData("Localhost/", false)]
    [InlineData("Localhost/../x", false)]
    [InlineData("Localhost/ x", false)]
    [InlineData("runtime/default", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Choice_reads_as_it_writes(string? text, bool good)
    {
        ProfileChoice.TryParse(text, out var choice).ShouldBe(good);
        if (good)
        {
            choice.ToString().ShouldBe(text);
        }
    }

    private static IReadOnlyList<string>? Capabilities(string container, string profile) =>
        Manifests.Admitted(Manifests.Pod(container: container), profile).Pod.Spec!.Containers![0].SecurityContext!.Capabilities!.Add;
}
