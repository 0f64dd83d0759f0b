using Portcullis.Policy.Network;

namespace Portcullis.Policy.Tests.Network;

public class BlockSpellingTests
{
    [Theory]
    [InlineData("010.1.0.0/16", "10.1.0.0/16")]
    [InlineData("10.001.0.0/16", "10.1.0.0/16")]
    [InlineData("10.1.0.0/08", "10.0.0.0/8")]
    [InlineData("10.1.2.3/16", "10.1.0.0/16")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0")]
    [InlineData("fd00::1/64", "fd00::/64")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData("::ffff:0a00:0/112", "10.0.0.0/16")]
    public void Spelling_that_readers_disagree_about_has_one_that_they_do_not(string text, string canonical)
    {
        var doubt = BlockSpelling.Doubt(text).ShouldNotBeNull();

        doubt.Canonical.ShouldBe(canonical);
        BlockSpelling.Doubt(doubt.Canonical).ShouldBeNull();
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.1.0.0/16")]
    [InlineData("10.1.2.3/32")]
    [InlineData("::/0")]
    [InlineData("2000::/3")]
    [InlineData("FD00:0:0::/48")]
    [InlineData("64:ff9b::192.0.2.0/120")]
    [InlineData("no block")]
    [InlineData(null)]
    public void Other_spellings_are_clear(string? text) => BlockSpelling.Doubt(text).ShouldBeNull();
}
