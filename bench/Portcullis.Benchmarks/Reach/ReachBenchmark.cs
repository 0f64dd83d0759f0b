using System.Globalization;
using Portcullis.Benchmarks.Stacks;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Benchmarks.Reach;

/// <summary>Measures the NetworkPolicy engine on a random cluster: from objects to snapshot, all pairs on one port, changes, single questions.</summary>
internal static class ReachBenchmark
{
    // Until the compiler has made its last version of what is measured.
    private const int Warmup = 10;
    private const double WarmEnough = 5_000;
    private const int Repetitions = 11;
    private const int Events = 2_000;
    private const int Questions = 200_000;

    public static string Run(ReachOptions options)
    {
        var objects = new ReachCluster(options);
        Say($"{options.Pods} pods, {options.Policies} policies, {options.Namespaces} namespaces, on {Environment.ProcessorCount} cores");

        // Built: as far as all pairs need it, classes included.
        var snapshot = NetworkSnapshot.Empty;
        var build = Median(Repetitions, () =>
        {
            snapshot = NetworkSnapshot.Build(objects.Objects);
            _ = snapshot.ClassCount;
        });
        Say($"{snapshot.ClassCount} classes");

        var order = MatrixDefaults.Order(objects.Objects, []);
        var pairs = Median(Repetitions, () => snapshot.Matrix(order, [new ProtocolPort(80, TransportProtocol.Tcp)]));
        Say($"{Share(snapshot, order):0.0} % of the pairs allowed");

        var pod = PodEvents(snapshot, objects);
        var policy = PolicyEvents(snapshot, objects, options, order);
        var question = Question(snapshot, order, options);
        var resident = Environment.WorkingSet / 1048576.0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"build_ms": {{build:0.0}}, "all_pairs_ms": {{pairs:0.0}}, "pod_event_us": {{pod * 1000:0.00}}, "policy_event_us": {{policy * 1000:0.00}}, "question_ns": {{question:0}}, "rss_mb": {{resident:0}}}""");
    }

    // A pod comes, another goes, by turns, each on the snapshot that the one before it left.
    private static double PodEvents(NetworkSnapshot snapshot, ReachCluster cluster)
    {
        var samples = new Samples();
        var extra = new Queue<Pod>();
        var remade = 0;
        for (var i = 0; i < Events; i++)
        {
            var comes = i % 2 == 0;
            var pod = comes ? cluster.Replica(i) : extra.Dequeue();
            if (comes)
            {
                extra.Enqueue(pod);
            }

            var classes = snapshot.ClassCount;
            samples.Measure(() => snapshot = comes ? snapshot.With(pod) : snapshot.Without(pod));
            remade += snapshot.ClassCount != classes ? 1 : 0;
        }

        Say($"{remade} of {Events} pod events changed the classes; the slowest in a hundred took {samples.Quantile(0.99) * 1000:0.0} us");
        return samples.Median();
    }

    // A policy is replaced by a random other; then how long the next single question and the next matrix take.
    private static double PolicyEvents(NetworkSnapshot snapshot, ReachCluster cluster, ReachOptions options, IReadOnlyList<NetworkEndpoint> order)
    {
        var (samples, next, again) = (new Samples(), new Samples(), new Samples());
        for (var i = 0; i < Events; i++)
        {
            var policy = cluster.Policy(i % options.Policies);
            samples.Measure(() => snapshot = snapshot.With(policy));
            next.Measure(() => snapshot.TryAsk(new NetworkQuestion(order[i % order.Count], order[(i * 31) % order.Count], new ProtocolPort(80, TransportProtocol.Tcp)), out _));
            if (i % (Events / Repetitions) == 0)
            {
                again.Measure(() => snapshot.Matrix(order, [new ProtocolPort(80, TransportProtocol.Tcp)]));
            }
        }

        Say($"after a policy event: next question {next.Median() * 1000:0.0} us, next matrix, classes made anew, {again.Median():0.0} ms; the slowest event in a hundred took {samples.Quantile(0.99) * 1000:0.0} us");
        return samples.Median();
    }

    private static double Question(NetworkSnapshot snapshot, IReadOnlyList<NetworkEndpoint> order, ReachOptions options)
    {
        var random = new Random(options.Seed);
        var questions = new NetworkQuestion[Questions];
        for (var i = 0; i < questions.Length; i++)
        {
            questions[i] = new NetworkQuestion(order[random.Next(order.Count)], order[random.Next(order.Count)], new ProtocolPort(random.Next(3) switch { 0 => 80, 1 => 5432, _ => 8080 }, TransportProtocol.Tcp));
        }

        return Median(Repetitions, () =>
        {
            foreach (var question in questions)
            {
                snapshot.TryAsk(question, out _);
            }
        }) * 1_000_000 / Questions;
    }

    private static double Share(NetworkSnapshot snapshot, IReadOnlyList<NetworkEndpoint> order)
    {
        var random = new Random(1);
        var allowed = 0;
        for (var i = 0; i < 10_000; i++)
        {
            snapshot.TryAsk(new NetworkQuestion(order[random.Next(order.Count)], order[random.Next(order.Count)], new ProtocolPort(80, TransportProtocol.Tcp)), out var answer);
            allowed += answer == Reachability.Allowed ? 1 : 0;
        }

        return allowed / 100.0;
    }

    private static double Median(int times, Action action)
    {
        // What takes long is compiled well on the way; the rest is not waited for.
        var warm = new Samples();
        for (var i = 0; i < Warmup && warm.Total < WarmEnough; i++)
        {
            warm.Measure(action);
        }

        var samples = new Samples();
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            samples.Measure(action);
        }

        Say($"{samples.Median():0.0} ms, of which {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times:0.0} ms on a processor");
        return samples.Median();
    }

    private static void Say(FormattableString text) => Console.Error.WriteLine(FormattableString.Invariant(text));
}
