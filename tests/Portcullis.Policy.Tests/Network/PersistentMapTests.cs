using Portcullis.Policy.Network.Engine;

namespace Portcullis.Policy.Tests.Network;

public sealed class PersistentMapTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(20_000)]
    public void Map_is_as_a_dictionary_after_any_changes(int keys)
    {
        var random = new Random(keys);
        var map = PersistentMap<int, string>.Empty;
        var dictionary = new Dictionary<int, string>();
        for (var i = 0; i < 30_000; i++)
        {
            var key = random.Next(keys);
            if (random.Next(3) == 0)
            {
                map = map.Remove(key);
                dictionary.Remove(key);
            }
            else
            {
                map = map.Set(key, $"{i}");
                dictionary[key] = $"{i}";
            }
        }

        map.Count.ShouldBe(dictionary.Count);
        map.Entries.OrderBy(entry => entry.Key).ShouldBe(dictionary.OrderBy(entry => entry.Key));
        Enumerable.Range(0, keys).ShouldAllBe(key => map.Find(key) == dictionary.GetValueOrDefault(key));
    }

    [Fact]
    public void Change_leaves_the_map_before_it_alone()
    {
        var before = Enumerable.Range(0, 5_000).Aggregate(PersistentMap<int, int>.Empty, (map, key) => map.Set(key, key));

        var after = Enumerable.Range(0, 5_000).Aggregate(before, (map, key) => key % 2 == 0 ? map.Remove(key) : map.Set(key, -key));

        after.Count.ShouldBe(2_500);
        Enumerable.Range(0, 5_000).ShouldAllBe(key => before.Find(key) == key);
    }
}
