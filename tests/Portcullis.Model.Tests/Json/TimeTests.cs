using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Tests.Json;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("2026-01-02T03:04:05.6Z", "2026-01-02T03:04:05.6000000Z")]
    [InlineData("2026-01-02T03:04:05,6Z", "2026-01-02T03:04:05.6000000Z")]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234567Z")]
    [InlineData("2026-01-02T03:04:05+02:30", "2026-01-02T00:34:05.0000000Z")]
    [InlineData("2026-01-02T03:04:05.5-23:59", "2026-01-03T03:03:05.5000000Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    public void Text_reads_as_utc(string text, string expected)
    {
        Rfc3339.TryParse(text, out var time).ShouldBeTrue();
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffK").ShouldBe(expected.Replace("Z", "+00:00", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-01-02")]
    [InlineData("2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05.5")]
    [InlineData("2026-01-02T03:04:05.Z")]
    [InlineData("2026-01-02t03:04:05Z")]
    [InlineData("2026-01-02T03:04:05z")]
    [InlineData("2026-01-02 03:04:05Z")]
    [InlineData("2026-01-02T03:04:60Z")]
    [InlineData("2026-01-02T24:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-1-2T03:04:05Z  ")]
    [InlineData("2026-01-02T03:04:05+0230")]
    [InlineData("2026-01-02T03:04:05+02")]
    [InlineData("2026-01-02T03:04:05+24:00")]
    [InlineData("2026-01-02T03:04:05ZZ")]
    [InlineData(" 2026-01-02T03:04:05Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    public void Anything_else_is_no_time(string? text) => Rfc3339.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Parse_after_print_is_identity() => Prop.ForAll<DateTime>(value =>
    {
        var time = new DateTimeOffset(value.Ticks - (value.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return Rfc3339.TryParse(Rfc3339.Micros(time), out var micros) && micros == time
            && Rfc3339.TryParse(Rfc3339.Seconds(time), out var seconds) && time - seconds < TimeSpan.FromSeconds(1) && seconds <= time;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Times_of_objects_are_written_in_utc_with_whole_seconds()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));
        var json = JsonSerializer.Serialize(new ObjectMeta { CreationTimestamp = time, DeletionTimestamp = null }, ModelJson.Default.ObjectMeta);

        json.ShouldBe("""{"creationTimestamp":"2026-01-02T01:04:05Z"}""");
    }

    [Fact]
    public void Times_of_leases_are_written_in_utc_with_microseconds()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567);
        var json = JsonSerializer.Serialize(new LeaseSpec { RenewTime = time }, ModelJson.Default.LeaseSpec);

        json.ShouldBe("""{"renewTime":"2026-01-02T03:04:05.123456Z"}""");
    }

    [Fact]
    public void Every_time_on_the_wire_has_one_of_the_two_forms()
    {
        foreach (var type in WireTypes.Records)
        {
            foreach (var property in type.GetProperties().Where(property => property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?)))
            {
                var record = Activator.CreateInstance(type)!;
                property.SetValue(record, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)));
                JsonSerializer.Serialize(record, ModelJson.Default.GetTypeInfo(type)!)
                    .ShouldMatch("\"2026-01-02T01:04:05(\\.678000)?Z\"", $"{type.Name}.{property.Name}");
            }
        }
    }
}
