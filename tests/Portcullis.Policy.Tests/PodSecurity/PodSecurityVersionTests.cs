using Portcullis.Policy.PodSecurity;

namespace Portcullis.Policy.Tests.PodSecurity;

public sealed class PodSecurityVersionTests
{
    [Theory]
    [InlineData("v1.0", 0)]
    [InlineData("v1.25", 25)]
    [InlineData("v1.99", 99)]
    public void Version_reads_as_namespaces_spell_it(string text, int minor)
    {
        PodSecurityVersion.TryParse(text, out var version).ShouldBeTrue();

        version.ShouldBe(PodSecurityVersion.Of(minor));
        version.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.25")]
    [InlineData("v1")]
    [InlineData("v1.")]
    [InlineData("v1.-1")]
    [InlineData("v1.025")]
    [InlineData("v1.2.3")]
    [InlineData("v2.0")]
    [InlineData("V1.25")]
    [InlineData("Latest")]
    [InlineData("v1.99999999999")]
    public void Other_spelling_is_refused(string? text) => PodSecurityVersion.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Latest_is_a_version_of_its_own()
    {
        PodSecurityVersion.TryParse("latest", out var version).ShouldBeTrue();

        version.ShouldBe(PodSecurityVersion.Latest);
        version.ToString().ShouldBe("latest");
    }

    [Fact]
    public void Negative_minor_version_is_a_mistake() => Should.Throw<ArgumentOutOfRangeException>(() => PodSecurityVersion.Of(-1));
}
