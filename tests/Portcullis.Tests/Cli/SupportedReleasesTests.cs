using Portcullis.Cli.Serving;

namespace Portcullis.Tests.Cli;

public sealed class SupportedReleasesTests
{
    [Theory]
    [InlineData("1", "20", "v1.20.2")]
    [InlineData("1", "33+", "v1.33.2-gke.1")]
    [InlineData("1", "99", "v1.99.0")]
    [InlineData("2", "0", "v2.0.0")]
    [InlineData("", "", "")]
    [InlineData("one", "x", "?")]
    public void Supported_and_unreadable_versions_are_nothing_to_warn_of(string major, string minor, string version) =>
        SupportedReleases.Warning(new() { Major = major, Minor = minor, GitVersion = version }).ShouldBeNull();

    [Theory]
    [InlineData("1", "19", "v1.19.16")]
    [InlineData("1", "8+", "v1.8.0-eks")]
    [InlineData("0", "21", "v0.21.0")]
    public void Older_ones_are_warned_of_by_name(string major, string minor, string version) =>
        SupportedReleases.Warning(new() { Major = major, Minor = minor, GitVersion = version })!.ShouldContain($"Kubernetes {version}; the oldest release that Portcullis is tried on is 1.20");
}
