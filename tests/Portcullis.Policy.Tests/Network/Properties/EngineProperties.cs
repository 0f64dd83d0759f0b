using System.Collections.Concurrent;
using System.Globalization;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Tests.Network.Properties;

/// <summary>The fast engine says what the specification says, whatever the cluster and whatever happens to it.</summary>
public sealed class EngineProperties
{
    private const int Cases = 10_000;
    private const int Changes = 2;

    [Fact]
    public void Fast_engine_equals_the_reference_on_every_cell_after_every_change()
    {
        var wrong = new ConcurrentBag<string>();
        var defined = 0L;
        Parallel.For(0, Cases, (seed, loop) =>
        {
            foreach (var difference in Differences(seed, cells => Interlocked.Add(ref defined, cells)).Take(5))
            {
                wrong.Add(difference);
                loop.Stop();
            }
        });

        wrong.ShouldBeEmpty();
        defined.ShouldBeGreaterThan(Cases * 50);
    }

    // Sets of classes are words of 64 bits, of which the clusters above fill not even one.
    [Fact]
    public void Fast_engine_equals_the_reference_on_clusters_of_more_classes_than_a_word_has_bits()
    {
        var judged = 0;
        for (var seed = 0; seed < 40 && judged < 4; seed++)
        {
            var cluster = new RandomCluster(seed, large: true);
            var snapshot = NetworkSnapshot.Build(cluster.Objects);
            if (snapshot.Problems.Count == 0 && snapshot.ClassCount > Bits.PerWord)
            {
                judged++;
                Compare(cluster, snapshot, _ => { }).Take(5).Select(difference => $"seed {seed}: {difference}").ShouldBeEmpty();
            }
        }

        judged.ShouldBe(4);
    }

    private static IEnumerable<string> Differences(int seed, Action<int> count)
    {
        var cluster = new RandomCluster(seed);
        var snapshot = NetworkSnapshot.Build(cluster.Objects);
        foreach (var difference in Compare(cluster, snapshot, count))
        {
            yield return $"seed {seed}, at first: {difference}";
        }

        for (var change = 1; change <= Changes; change++)
        {
            var (before, order, ports) = (snapshot, cluster.Order, cluster.Ports());
            var told = Text(before.Matrix(order, ports));
            snapshot = cluster.Change(snapshot);
            foreach (var difference in Compare(cluster, snapshot, count))
            {
                yield return $"seed {seed}, after change {change}: {difference}";
            }

            if (Text(before.Matrix(order, ports)) != told)
            {
                yield return $"seed {seed}, change {change} reached into the snapshot before it";
            }
        }
    }

    private static IEnumerable<string> Compare(RandomCluster cluster, NetworkSnapshot snapshot, Action<int> count)
    {
        var reference = ReferenceEvaluator.Create(cluster.Objects);
        var (order, ports) = (cluster.Order, cluster.Ports());
        var (expected, actual) = (reference.Matrix(order, ports), snapshot.Matrix(order, ports));
        if ((expected, actual) is not (MatrixAnswer.Judged { Matrix: var right }, MatrixAnswer.Judged { Matrix: var fast }))
        {
            if (Text(expected) != Text(actual))
            {
                yield return $"{Text(actual)} instead of {Text(expected)}";
            }

            yield break;
        }

        count(ports.Count * order.Count * order.Count);
        for (var port = 0; port < ports.Count; port++)
        {
            for (var from = 0; from < order.Count; from++)
            {
                for (var to = 0; to < order.Count; to++)
                {
                    var question = new NetworkQuestion(order[from], order[to], ports[port]);
                    var truth = right.Cell(port, from, to);
                    if (fast.Cell(port, from, to) != truth)
                    {
                        yield return $"matrix: {question} is {fast.Cell(port, from, to)} instead of {truth}";
                    }

                    if (!snapshot.TryAsk(question, out var answer) || answer != truth)
                    {
                        yield return $"single: {question} is {answer} instead of {truth}";
                    }
                }
            }
        }
    }

    private static string Text(MatrixAnswer answer) => answer switch
    {
        MatrixAnswer.Judged { Matrix: var matrix } => string.Join('\n', Enumerable.Range(0, matrix.Ports.Count)
            .SelectMany(port => Enumerable.Range(0, matrix.Order.Count).Select(from => matrix.Row(port, from)))),
        MatrixAnswer.Unanswerable { Reasons: var reasons } => string.Join('\n', reasons.Order(StringComparer.Ordinal)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{answer}"),
    };
}
