using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portcullis.Client.Tests.Support;
using Portcullis.Client.Watching;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Client.Tests.Watching;

public sealed class WatchLineTests
{
    [Fact]
    public void Object_before_its_type_is_read_all_the_same() =>
        Decode("{\"x\":{\"y\":[1]},\"object\":" + Json.Pod("a", 3) + ",\"type\":\"DELETED\"}")
            .ShouldBeOfType<WatchEvent<Pod>.Deleted>().Object.Metadata.ResourceVersion.ShouldBe("3");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"ADDED\"}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":null}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{}}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"resourceVersion\":\"1\"}}}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}")]
    [InlineData("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{}}}")]
    [InlineData("{\"type\":\"RENAMED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}}")]
    [InlineData("{\"type\":\"ERROR\",\"object\":null}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":")]
    public void Line_that_is_no_event_is_refused(string line) => Should.Throw<JsonException>(() => Decode(line));

    [Fact]
    public async Task Lines_are_the_same_however_reads_are_split()
    {
        var events = Enumerable.Range(1, 40).Select(i => "{\"type\":\"ADDED\",\"object\":" + Json.Pod(new string('n', i * 97), i) + "}").ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join("\n", events) + "\n\n\r\n");

        for (var seed = 0; seed < 20; seed++)
        {
            using var stream = new ChoppyStream(bytes, new Random(seed));
            using var reader = new LineReader(stream);
            var lines = new List<string>();
            do
            {
                while (reader.TryTake(out var line))
                {
                    lines.Add(Encoding.UTF8.GetString(line));
                }
            }
            while (await reader.FillAsync(TestContext.Current.CancellationToken));

            lines.Where(line => line.Trim().Length > 0).ShouldBe(events);
            reader.Rest.Length.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Line_without_an_end_is_given_up()
    {
        using var reader = new LineReader(new EndlessStream());

        await Should.ThrowAsync<InvalidDataException>(async () =>
        {
            while (await reader.FillAsync(TestContext.Current.CancellationToken))
            {
                reader.TryTake(out _).ShouldBeFalse();
            }
        });
    }

    [Fact]
    public void Any_text_is_an_event_or_refused() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        try
        {
            return Decode(text ?? "") is not null;
        }
        catch (JsonException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    private static WatchEvent<Pod> Decode(string line) => WatchLine.Decode(Encoding.UTF8.GetBytes(line), ResourceTypes.Pods);

    private sealed class ChoppyStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 700))], cancellationToken);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return new(buffer.Length);
        }
    }
}
