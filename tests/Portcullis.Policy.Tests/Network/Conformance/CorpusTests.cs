using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;
using Portcullis.Testing;

namespace Portcullis.Policy.Tests.Network.Conformance;

/// <summary>Clusters with the matrices that other implementations, or the Kubernetes end-to-end suite, gave for them.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string, int> Files => new() { { "networkpolicy/kubernetes-e2e", 500 }, { "networkpolicy/policy-assistant", 100_000 }, { "networkpolicy/random", 80_000 } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Reference_evaluator_agrees_on_every_defined_cell(string file, int atLeast) =>
        Compare(file, atLeast, cluster => ReferenceEvaluator.Create(cluster.Objects).Matrix(cluster.Order, [.. cluster.Expected.Select(probe => probe.Port)]));

    [Theory]
    [MemberData(nameof(Files))]
    public void Fast_engine_agrees_on_every_defined_cell(string file, int atLeast) =>
        Compare(file, atLeast, cluster => NetworkSnapshot.Build(cluster.Objects).Matrix(cluster.Order, [.. cluster.Expected.Select(probe => probe.Port)]));

    private static void Compare(string file, int atLeast, Func<CorpusCase, MatrixAnswer> answer)
    {
        Assert.SkipUnless(Corpora.TryFind(out var folder), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");
        var cases = Corpora.Read(folder!, file).SelectMany(row => CorpusCase.Read(file, row)).ToList();

        var differences = cases.SelectMany(cluster => cluster.Differences(answer(cluster))).Take(20).ToList();

        differences.ShouldBeEmpty();
        cases.Sum(cluster => cluster.DefinedCells).ShouldBeGreaterThan(atLeast);
    }
}
