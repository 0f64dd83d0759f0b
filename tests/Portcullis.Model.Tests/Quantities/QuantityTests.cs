using Portcullis.Model.Quantities;

namespace Portcullis.Model.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("100m", "50m", 1)]
    [InlineData("50m", "100m", -1)]
    [InlineData("10000T", "100Gi", 1)]
    [InlineData("1Ki", "1024", 0)]
    [InlineData("1e99", "1e98", 1)]
    [InlineData("-1e99", "0", -1)]
    [InlineData("1e99", "1000e96", 0)]
    public void Order_follows_the_amount_however_written(string left, string right, int expected)
    {
        Quantity.Parse(left).CompareTo(Quantity.Parse(right)).ShouldBe(expected);
        (Quantity.Parse(left) == Quantity.Parse(right)).ShouldBe(expected == 0);
        (Quantity.Parse(left) < Quantity.Parse(right)).ShouldBe(expected < 0);
        (Quantity.Parse(left) > Quantity.Parse(right)).ShouldBe(expected > 0);
    }

    [Theory]
    [InlineData("1", 1, 1000)]
    [InlineData("1n", 1, 1)]
    [InlineData("-1n", -1, -1)]
    [InlineData("1001u", 1, 2)]
    [InlineData("1500m", 2, 1500)]
    [InlineData("-1500m", -2, -1500)]
    [InlineData("0.0015", 1, 2)]
    [InlineData("128Mi", 134217728, 134217728000)]
    [InlineData("8Ei", long.MaxValue, long.MaxValue)]
    [InlineData("1e99", long.MaxValue, long.MaxValue)]
    [InlineData("-1e99", long.MinValue, long.MinValue)]
    [InlineData("9300P", 9300000000000000000, long.MaxValue)]
    public void Whole_units_and_thousandths_round_away_from_zero_and_stop_at_the_range(string text, decimal units, decimal milli)
    {
        Quantity.Parse(text).Value.ShouldBe((long)Math.Min(units, long.MaxValue));
        Quantity.Parse(text).MilliValue.ShouldBe((long)milli);
    }

    [Theory]
    [InlineData("100m", "0", "100m", "100m")]
    [InlineData("0", "1Gi", "1Gi", "-1Gi")]
    [InlineData("1Gi", "0", "1Gi", "1Gi")]
    [InlineData("1Gi", "1G", "2073741824", "73741824")]
    [InlineData("1G", "1Gi", "2073741824", "-73741824")]
    [InlineData("1536Mi", "512Mi", "2Gi", "1Gi")]
    [InlineData("4Ei", "4Ei", "8Ei", "0")]
    [InlineData("1e30", "1", "1000000000000000000000000000001", "999999999999999999999999999999")]
    public void Sum_and_difference_keep_the_left_format_unless_the_left_is_zero(string left, string right, string sum, string difference)
    {
        (Quantity.Parse(left) + Quantity.Parse(right)).ToString().ShouldBe(sum);
        (Quantity.Parse(left) - Quantity.Parse(right)).ToString().ShouldBe(difference);
    }

    [Fact]
    public void Sum_beyond_128_bits_of_nanos_is_exact()
    {
        var big = Quantity.Parse("170141183460469231731687303715");

        var sum = big + big + big;

        sum.ToString().ShouldBe("510423550381407695195061911145");
        (sum - big - big).ShouldBe(big);
        (sum - big - big).GetHashCode().ShouldBe(big.GetHashCode());
        (-sum).ToString().ShouldBe("-510423550381407695195061911145");
    }

    [Fact]
    public void Sum_of_binary_quantities_above_the_cap_keeps_its_magnitude()
    {
        var pebi = Quantity.Parse("4Ei");
        var sum = pebi;
        for (var i = 1; i < 256; i++)
        {
            sum += pebi;
        }

        sum.ToString().ShouldBe("1024Ei");
    }

    [Fact]
    public void Default_is_zero()
    {
        default(Quantity).ToString().ShouldBe("0");
        default(Quantity).ShouldBe(Quantity.Parse("0"));
        default(Quantity).Sign.ShouldBe(0);
    }

    [Fact]
    public void Maximum_of_equal_amounts_is_the_first()
    {
        Quantity.Max(Quantity.Parse("1024"), Quantity.Parse("1Ki")).Format.ShouldBe(QuantityFormat.DecimalSI);
        Quantity.Max(Quantity.Parse("1"), Quantity.Parse("2")).Value.ShouldBe(2);
    }

    [Fact]
    public void Usual_quantity_is_read_and_compared_without_allocation()
    {
        var limit = Quantity.Parse("32Gi");
        ReadAndCompare(limit).ShouldBeTrue();

        // The least of several runs: the runtime itself allocates now and then on a thread's behalf while it compiles.
        var allocated = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ReadAndCompare(limit);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        allocated.ShouldBe(0);

        static bool ReadAndCompare(Quantity limit) =>
            Quantity.TryParse("1536Mi", out var quantity) && quantity <= limit && (quantity + quantity).Value > 0;
    }
}
