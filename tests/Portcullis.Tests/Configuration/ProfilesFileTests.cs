using Portcullis.Admission;
using Portcullis.Configuration;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Tests.Configuration;

public sealed class ProfilesFileTests
{
    private const string File = "/etc/portcullis/profiles.json";

    [Fact]
    public void Whole_profile_is_read()
    {
        var profile = Valid("""
            {
              // gdb needs it
              "debug": {
                "capabilities": ["CHOWN", "SYS_PTRACE"], "allow_privilege_escalation": true, "seccomp": ["Localhost/a.json", "Unconfined"], "apparmor": ["RuntimeDefault"],
                "run_as_non_root": true, "run_as_user": {"min": 1000, "max": 2000, "default": 1500}, "run_as_group": {"min": 0, "max": 1, "default": 1},
                "read_only_root_filesystem": true, "runtime_class": "gvisor", "host_users": false,
                "max_cpu": 2, "max_memory": "4Gi", "max_ephemeral_storage": "1Gi", "requestable": false, "beyond_baseline": true,
              },
            }
            """).Stacks.Profiles["debug"];

        profile.Capabilities.ShouldBe(["CHOWN", "SYS_PTRACE"]);
        profile.AllowPrivilegeEscalation.ShouldBeTrue();
        profile.Seccomp.ShouldBe([new ProfileChoice("Localhost", "a.json"), ProfileChoice.Unconfined]);
        profile.AppArmor.ShouldBe([ProfileChoice.RuntimeDefault]);
        profile.RunAsNonRoot.ShouldBeTrue();
        profile.RunAsUser.ShouldBe(new IdRange(1000, 2000, 1500));
        profile.RunAsGroup.ShouldBe(new IdRange(0, 1, 1));
        profile.ReadOnlyRootFilesystem.ShouldBeTrue();
        profile.RuntimeClass.ShouldBe("gvisor");
        profile.HostUsers.ShouldBe(false);
        (profile.MaxCpu, profile.MaxMemory, profile.MaxEphemeralStorage).ShouldBe((Quantity.Parse("2"), Quantity.Parse("4Gi"), Quantity.Parse("1Gi")));
        profile.Requestable.ShouldBeFalse();
        profile.BeyondBaseline.ShouldBeTrue();
    }

    [Fact]
    public void Profile_that_says_nothing_is_as_strict_as_can_be()
    {
        var profile = Valid("""{"empty": {}}""").Stacks.Profiles["empty"];

        profile.Capabilities.ShouldBeEmpty();
        profile.AllowPrivilegeEscalation.ShouldBeFalse();
        profile.Seccomp.ShouldBe([ProfileChoice.RuntimeDefault]);
        profile.Requestable.ShouldBeTrue();
    }

    [Fact]
    public void Built_in_profiles_stay_beside_those_of_the_file()
    {
        Valid("""{"empty": {}}""").Stacks.Profiles.Keys.ShouldBe(["baseline", "empty", "restricted"], ignoreOrder: true);
        Reading.Valid().Stacks.Profiles.Keys.ShouldBe(["baseline", "restricted"], ignoreOrder: true);
    }

    [Fact]
    public void Default_may_be_one_of_the_file()
    {
        Valid("""{"empty": {}}""", ("STACK_PROFILE_DEFAULT", "empty")).Stacks.DefaultProfile.ShouldBe("empty");
        Reading.Valid(("STACK_PROFILE_DEFAULT", "restricted")).Stacks.DefaultProfile.ShouldBe("restricted");
        Problems("""{"empty": {}}""", ("STACK_PROFILE_DEFAULT", "other")).ShouldBe(["STACK_PROFILE_DEFAULT: \"other\" is not allowed; allowed are baseline, empty, restricted"]);
    }

    [Theory]
    [InlineData("[]", "must be a JSON object of profiles by name")]
    [InlineData("""{"a": 1}""", "a: must be an object")]
    [InlineData("""{"a": {"capabilites": []}}""", "a.capabilites: there is no such field; the nearest is capabilities")]
    [InlineData("""{"a": {"capabilities": "CHOWN"}}""", "a.capabilities: must be a list of strings")]
    [InlineData("""{"a": {"capabilities": [1]}}""", "a.capabilities[0]: must be a string")]
    [InlineData("""{"a": {"capabilities": ["SYS_PTRACE"]}}""", "a.beyond_baseline: must be true, as the profile grants the capability SYS_PTRACE, which the baseline level of the Pod Security Standards forbids")]
    [InlineData("""{"a": {"seccomp": ["Unconfined"]}}""", "a.beyond_baseline: must be true, as the profile grants seccomp Unconfined, which the baseline level of the Pod Security Standards forbids")]
    [InlineData("""{"a": {"seccomp": ["Localhost"]}}""", "a.seccomp: \"Localhost\" is not allowed; allowed are RuntimeDefault, Unconfined and Localhost/PATH")]
    [InlineData("""{"a": {"allow_privilege_escalation": "yes"}}""", "a.allow_privilege_escalation: must be true or false")]
    [InlineData("""{"a": {"run_as_user": {"min": 1, "max": 2}}}""", "a.run_as_user: must be {\"min\": NUMBER, \"max\": NUMBER, \"default\": NUMBER}")]
    [InlineData("""{"a": {"run_as_user": {"min": 1, "max": 2, "default": 3}}}""", "a.run_as_user.default: 3 is not within 1 to 2")]
    [InlineData("""{"a": {"max_cpu": "lots"}}""", "a.max_cpu: \"lots\" is no quantity, such as 500m, 16 or 32Gi")]
    [InlineData("""{"baseline": {}}""", "baseline: is built in and cannot be changed; give yours another name")]
    [InlineData("""{"Big Name": {}}""", "Big Name: is no name of a profile; allowed are lower-case letters, digits and hyphens, at most 63")]
    public void Fault_is_told_with_profile_and_field(string text, string fault) => Problems(text).ShouldBe([$"STACK_PROFILES_FILE: {fault}"]);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a": {}, "a": {}}""")]
    public void Text_that_is_no_json_is_refused(string text) => Problems(text).Single().ShouldStartWith("STACK_PROFILES_FILE: is no JSON: ");

    [Fact]
    public void All_faults_are_told_at_once() =>
        Problems("""{"a": {"capabilities": ["X"]}, "b": {"seccomp": []}, "restricted": {}}""").Count.ShouldBe(3);

    [Fact]
    public void File_that_is_not_there_is_told()
    {
        var missing = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        Reading.Problems(("STACK_PROFILES_FILE", missing)).Single().ShouldStartWith($"STACK_PROFILES_FILE: \"{missing}\" is not allowed; it cannot be read: ");
    }

    private static PortcullisConfiguration Valid(string text, params (string Name, string Value)[] more) =>
        Read(text, more).ShouldBeOfType<ConfigurationResult.Valid>().Configuration;

    private static IReadOnlyList<string> Problems(string text, params (string Name, string Value)[] more) =>
        [.. Read(text, more).ShouldBeOfType<ConfigurationResult.Invalid>().Problems.Select(problem => problem.ToString())];

    private static ConfigurationResult Read(string text, (string Name, string Value)[] more) => PortcullisConfiguration.Read(
        more.Append(("STACK_PROFILES_FILE", File)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        embedded: true,
        path => path == File ? text : throw new FileNotFoundException(path));
}
