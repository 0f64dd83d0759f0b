using Portcullis.Configuration;

namespace Portcullis.Tests.Configuration;

public class ApiKeyTests
{
    private const string Hidden = "correct-horse";

    [Fact]
    public void Accepts_each_of_several_keys_and_nothing_else()
    {
        var keys = Reading.Valid(("API_KEY", $"{Hidden}, battery-staple")).Api.Keys;

        keys.Count.ShouldBe(2);
        keys.Accepts(Hidden).ShouldBeTrue();
        keys.Accepts("battery-staple").ShouldBeTrue();
        keys.Accepts($"{Hidden}, battery-staple").ShouldBeFalse();
        keys.Accepts("correct-hors").ShouldBeFalse();
        keys.Accepts("CORRECT-HORSE").ShouldBeFalse();
        keys.Accepts("").ShouldBeFalse();
        keys.Accepts(null).ShouldBeFalse();
    }

    [Fact]
    public void Accepts_nothing_when_there_is_no_key()
    {
        ApiKeys.None.Accepts("").ShouldBeFalse();
        ApiKeys.None.Accepts("anything").ShouldBeFalse();
    }

    [Fact]
    public void Missing_key_is_refused_unless_embedded_or_switched_off()
    {
        var nothing = new Dictionary<string, string>();
        var open = new Dictionary<string, string> { ["API_KEY_ENABLED"] = "false" };

        PortcullisConfiguration.Read(nothing).ShouldBeOfType<ConfigurationResult.Invalid>()
            .Problems.ShouldHaveSingleItem().ToString().ShouldStartWith("API_KEY: not set");
        PortcullisConfiguration.Read(nothing, embedded: true).ShouldBeOfType<ConfigurationResult.Valid>();
        PortcullisConfiguration.Read(open).ShouldBeOfType<ConfigurationResult.Valid>().Configuration.Api.KeyRequired.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Hidden + ",")]
    [InlineData("," + Hidden)]
    [InlineData(Hidden + ", ,other")]
    [InlineData(",")]
    [InlineData(Hidden + " with blanks")]
    [InlineData(Hidden + "é")]
    public void Malformed_keys_are_refused_without_being_shown(string value)
    {
        var problem = Reading.Problems(("API_KEY", value)).ShouldHaveSingleItem();

        problem.ShouldStartWith("API_KEY: ");
        problem.ShouldNotContain(Hidden);
    }

    [Fact]
    public void Keys_show_nowhere_in_what_was_read()
    {
        var read = Reading.Valid(("API_KEY", Hidden));

        read.ToString().ShouldNotContain(Hidden);
        read.Api.ToString().ShouldNotContain(Hidden);
        new Secret(Hidden).ToString().ShouldBe("***");
        $"{new Secret(Hidden)}".ShouldNotContain(Hidden);
    }
}
