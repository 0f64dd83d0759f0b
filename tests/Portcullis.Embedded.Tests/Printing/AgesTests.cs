using Portcullis.Embedded.Printing;

namespace Portcullis.Embedded.Tests.Printing;

public sealed class AgesTests
{
    [Theory]
    [InlineData(-10, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(599, "9m59s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(11_000, "3h3m")]
    [InlineData(28_800, "8h")]
    [InlineData(172_799, "47h")]
    [InlineData(172_800, "2d")]
    [InlineData(180_000, "2d2h")]
    [InlineData(691_200, "8d")]
    [InlineData(63_072_000, "2y")]
    [InlineData(63_172_000, "2y1d")]
    [InlineData(252_288_000, "8y")]
    public void Age_has_at_most_two_units(long seconds, string age) => Ages.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(age);
}
