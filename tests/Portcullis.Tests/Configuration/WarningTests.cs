using Portcullis.Configuration;

namespace Portcullis.Tests.Configuration;

public class WarningTests
{
    [Theory]
    [InlineData("STACK_NODE_PORT_MIN", "STACK_NODEPORT_MIN")]
    [InlineData("STACK_TLL", "STACK_TTL")]
    [InlineData("K8S_CONTEX", "K8S_CONTEXT")]
    [InlineData("LEADER_ELECTION_ENABLE", "LEADER_ELECTION_ENABLED")]
    [InlineData("API_KEYS", "API_KEY")]
    public void Misspelt_name_is_warned_about_with_the_nearest(string name, string nearest) =>
        Reading.Of((name, "something private")).Warnings.ShouldHaveSingleItem()
            .ShouldBe($"{name} is not known; the nearest known name is {nearest}");

    [Fact]
    public void Names_of_others_are_none_of_our_business() =>
        Reading.Of(("PATH", "/bin"), ("HTTP_PROXY", "x"), ("STACKS", "x"), ("STACK_TYPO", "")).Warnings.ShouldBeEmpty();

    [Fact]
    public void Variables_that_kubernetes_sets_for_a_service_are_no_typing_errors() =>
        Reading.Of(
            ("STACK_API_SERVICE_HOST", "10.96.0.7"),
            ("STACK_API_SERVICE_PORT", "80"),
            ("STACK_API_SERVICE_PORT_HTTP", "80"),
            ("STACK_API_PORT", "tcp://10.96.0.7:80"),
            ("STACK_API_PORT_80_TCP", "tcp://10.96.0.7:80"),
            ("STACK_API_PORT_80_TCP_ADDR", "10.96.0.7")).Warnings.ShouldBeEmpty();

    [Fact]
    public void Unused_names_share_one_line() =>
        Reading.Of(("STACK_PORT_LOCK_TTL", "1m"), ("DDB_TABLE", "t"), ("AWS_REGION", "r"), ("LOG_LEVEL", "info"), ("K8S_USE_MOCK", "true"))
            .Warnings.ShouldBe(["accepted and not used: AWS_REGION, DDB_TABLE, K8S_USE_MOCK, LOG_LEVEL, STACK_PORT_LOCK_TTL"]);

    [Fact]
    public void Settings_that_nothing_acts_on_yet_are_said_to_be_so() =>
        Reading.Of(("LEADER_ELECTION_NAME", "one"), ("LEADER_ELECTION_IDENTITY", "a"))
            .Warnings.ShouldBe(["checked, but nothing in this version acts on: LEADER_ELECTION_IDENTITY, LEADER_ELECTION_NAME"]);

    [Fact]
    public void Warnings_come_with_problems_too() =>
        Reading.Of(("STACK_TLL", "1h"), ("STACK_TTL", "x")).ShouldBeOfType<ConfigurationResult.Invalid>().Warnings.ShouldHaveSingleItem();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits(string a, string b, int expected)
    {
        NearestName.Distance(a, b).ShouldBe(expected);
        NearestName.Distance(b, a).ShouldBe(expected);
    }
}
