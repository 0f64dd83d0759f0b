using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.PodSecurity.Effective;

namespace Portcullis.Policy.Tests.PodSecurity;

public sealed class EffectiveSecurityTests
{
    private static readonly string[] RuntimeDefault =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    [Fact]
    public void Containers_come_in_the_order_of_their_lists()
    {
        var containers = Of("""{"containers": [{"name": "b"}, {"name": "a"}], "initContainers": [{"name": "i"}], "ephemeralContainers": [{"name": "e"}]}""");

        containers.Select(container => (container.Name, container.Kind)).ShouldBe(
            [("i", ContainerKind.Init), ("b", ContainerKind.Container), ("a", ContainerKind.Container), ("e", ContainerKind.Ephemeral)]);
    }

    [Fact]
    public void Container_setting_replaces_that_of_the_pod_and_says_so()
    {
        var container = One(
            """{"runAsUser": 7, "seLinuxOptions": {"level": "s0"}, "readOnlyRootFilesystem": true}""",
            """{"runAsUser": 1, "runAsGroup": 2, "runAsNonRoot": true, "seLinuxOptions": {"type": "t", "level": "s1"}, "seccompProfile": {"type": "RuntimeDefault"}}""");

        container.Effective.RunAsUser.ShouldBe(7);
        container.Effective.RunAsGroup.ShouldBe(2);
        container.Effective.SeLinuxOptions!.Type.ShouldBeNull();
        container.Effective.SeccompProfile!.Type.ShouldBe("RuntimeDefault");
        container.From.ShouldBe(new Dictionary<string, string>
        {
            ["readOnlyRootFilesystem"] = "container",
            ["runAsGroup"] = "pod",
            ["runAsNonRoot"] = "pod",
            ["runAsUser"] = "container",
            ["seLinuxOptions"] = "container",
            ["seccompProfile"] = "pod",
        });
    }

    [Fact]
    public void Windows_options_are_put_together_field_by_field()
    {
        var container = One("""{"windowsOptions": {"runAsUserName": "u"}}""", """{"windowsOptions": {"runAsUserName": "v", "hostProcess": true}}""");

        container.Effective.WindowsOptions!.RunAsUserName.ShouldBe("u");
        container.Effective.WindowsOptions.HostProcess.ShouldBe(true);
        container.From["windowsOptions"].ShouldBe("container, pod");
    }

    [Theory]
    [InlineData("{}", "Unconfined")]
    [InlineData("""{"appArmorProfile": {"type": "RuntimeDefault"}}""", "RuntimeDefault")]
    public void App_armor_annotation_goes_between_container_and_pod(string own, string type)
    {
        var container = One(own, """{"appArmorProfile": {"type": "Localhost"}}""", """{"annotations": {"container.apparmor.security.beta.kubernetes.io/c": "unconfined"}}""");

        container.AppArmor!.Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("runtime/default", "RuntimeDefault", null)]
    [InlineData("localhost/a/b", "Localhost", "a/b")]
    [InlineData("other", null, null)]
    public void App_armor_annotation_is_read_as_the_field_it_became(string value, string? type, string? name)
    {
        var container = One("{}", "{}", $$"""{"annotations": {"container.apparmor.security.beta.kubernetes.io/c": "{{value}}"} }""");

        container.AppArmor.ShouldBe(type is null ? null : new AppArmorProfile { Type = type, LocalhostProfile = name });
        container.Effective.AppArmorProfile.ShouldBeNull();
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"allowPrivilegeEscalation": true}""", false)]
    [InlineData("""{"allowPrivilegeEscalation": false}""", true)]
    public void Only_an_explicit_no_bars_new_privileges(string own, bool barred) => One(own, "{}").NoNewPrivileges.ShouldBe(barred);

    [Fact]
    public void User_and_groups_are_those_of_the_process()
    {
        var kernel = One("""{"runAsUser": 5}""", """{"runAsGroup": 6, "fsGroup": 9, "supplementalGroups": [20, 9, 8], "supplementalGroupsPolicy": "Strict"}""").Kernel;

        kernel.User.ShouldBe(5);
        kernel.Group.ShouldBe(6);
        kernel.Groups.ShouldBe([8, 9, 20]);
        kernel.ImageGroups.ShouldBeFalse();
        One("{}", "{}").Kernel.ShouldSatisfyAllConditions(image => image.User.ShouldBeNull(), image => image.Group.ShouldBeNull(), image => image.ImageGroups.ShouldBeTrue());
    }

    [Fact]
    public void Capabilities_begin_with_those_of_the_runtime()
    {
        Bounding("{}").ShouldBe(RuntimeDefault);
        Bounding("""{"capabilities": {"drop": ["net_raw"], "add": ["CAP_SYS_PTRACE"]}}""").ShouldBe([.. RuntimeDefault.Except(["NET_RAW"]), "SYS_PTRACE"], ignoreOrder: true);
        Bounding("""{"capabilities": {"drop": ["ALL"]}}""").ShouldBeEmpty();
        Bounding("""{"capabilities": {"drop": ["ALL"], "add": ["CHOWN", "no such"]}}""").ShouldBe(["CHOWN"]);
        Bounding("""{"capabilities": {"add": ["all"], "drop": ["MKNOD"]}}""").Count.ShouldBe(40);
        Bounding("""{"privileged": true, "capabilities": {"drop": ["ALL"]}}""").Count.ShouldBe(41);
    }

    [Theory]
    [InlineData("""{"runAsUser": 0}""", 14)]
    [InlineData("""{"runAsUser": 1000}""", 0)]
    [InlineData("""{"runAsNonRoot": true}""", 0)]
    [InlineData("""{"capabilities": {"drop": ["ALL"]}}""", 0)]
    [InlineData("{}", null)]
    public void Only_root_holds_capabilities(string own, int? count) => (One(own, "{}").Kernel.Held?.Count).ShouldBe(count);

    private static IReadOnlyList<string> Bounding(string own) => One(own, "{}").Kernel.Bounding;

    private static EffectiveContainer One(string own, string pod, string metadata = "{}") =>
        Of($$"""{"containers": [{"name": "c", "securityContext": {{own}} }], "securityContext": {{pod}} }""", metadata).ShouldHaveSingleItem();

    private static IReadOnlyList<EffectiveContainer> Of(string spec, string metadata = "{}") => EffectiveSecurity.Of(
        JsonSerializer.Deserialize(metadata, ModelJson.Default.ObjectMeta)!,
        JsonSerializer.Deserialize(spec, ModelJson.Default.PodSpec)!);
}
