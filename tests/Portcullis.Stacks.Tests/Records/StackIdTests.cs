using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Tests.Records;

public sealed class StackIdTests
{
    [Fact]
    public void For_is_the_same_for_the_same_pair() =>
        StackId.For("team-1", "web").ShouldBe(StackId.For("team-1", "web"));

    [Fact]
    public void For_tells_apart_where_owner_ends_and_challenge_begins() =>
        StackId.For("a", "bc").ShouldNotBe(StackId.For("ab", "c"));

    [Fact]
    public void For_is_frozen_since_running_stacks_are_found_by_it() =>
        StackId.For("team-1", "web").Text.ShouldBe("stack-" + Expected("team-1", "web"));

    [Fact]
    public void Random_reads_back()
    {
        var id = StackId.Random();
        StackId.TryParse(id.Text, out var read).ShouldBeTrue();
        read.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("stack-")]
    [InlineData("stack-0123456789abcde")]
    [InlineData("stack-0123456789abcdef0")]
    [InlineData("stack-0123456789ABCDEF")]
    [InlineData("stack-0123456789abcdeg")]
    [InlineData("pod-00123456789abcdef")]
    [InlineData("stack-../../../secret")]
    public void TryParse_refuses_what_is_no_id(string? text) => StackId.TryParse(text, out _).ShouldBeFalse();

    // Written out the long way, from the design's words.
    private static string Expected(string owner, string challenge)
    {
        byte[] input =
        [
            0, 0, 0, (byte)owner.Length, .. System.Text.Encoding.UTF8.GetBytes(owner),
            0, 0, 0, (byte)challenge.Length, .. System.Text.Encoding.UTF8.GetBytes(challenge),
        ];
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..16];
    }
}
