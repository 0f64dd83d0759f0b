using System.Globalization;
using Portcullis.Model.Texts;

namespace Portcullis.Model.Tests.Texts;

public class ListingTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(6, "1, 2, 3, 4, 5, 6")]
    [InlineData(7, "1, 2, 3, 4, 5 and 2 more")]
    public void Many_names_are_counted(int count, string expected) =>
        Listing.Of(Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))).ShouldBe(expected);

    [Fact]
    public void Many_lines_are_counted()
    {
        Listing.Lines(["a", "b"], most: 2).ShouldBe(["a", "b"]);
        Listing.Lines(["a", "b", "c", "d"], most: 2).ShouldBe(["a", "b", "and 2 more"]);
    }

    [Theory]
    [InlineData(1, "pod", "1 pod")]
    [InlineData(0, "pod", "0 pods")]
    [InlineData(2, "policy", "2 policies")]
    [InlineData(3, "address", "3 addresses")]
    public void Nouns_follow_their_number(int count, string noun, string expected) => Listing.Count(count, noun).ShouldBe(expected);
}
