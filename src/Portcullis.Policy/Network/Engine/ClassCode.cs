using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A pod as a vocabulary sees it: namespace, labels, named ports and address atoms, as numbers.</summary>
internal sealed class ClassCode : IEquatable<ClassCode>
{
    private readonly int[] _numbers;
    private readonly int _labels;
    private readonly int _hash;

    private ClassCode(string space, int[] numbers, int labels)
    {
        Namespace = space;
        _numbers = numbers;
        _labels = labels;
        var hash = new HashCode();
        hash.Add(space);
        foreach (var number in numbers)
        {
            hash.Add(number);
        }

        _hash = hash.ToHashCode();
    }

    public string Namespace { get; }

    public IpFamily Families => (IpFamily)_numbers[0];

    /// <summary>Meaningless without the family.</summary>
    public int Atom(IpFamily family) => _numbers[family == IpFamily.V4 ? 1 : 2];

    /// <summary>Key and value of each label that the vocabulary has the key of.</summary>
    public IEnumerable<(int Key, int Value)> Labels => Enumerable.Range(0, _labels).Select(i => (_numbers[3 + (2 * i)], _numbers[4 + (2 * i)]));

    public static ClassCode Of(Subject pod, Vocabulary vocabulary)
    {
        List<(int, int)> labels = [];
        foreach (var (key, value) in pod.Labels.AsSpan())
        {
            if (vocabulary.FindKey(key) is { } known)
            {
                labels.Add((known.Id, known.Values.TryGetValue(value, out var id) ? id : Vocabulary.OtherValue));
            }
        }

        List<(int, int)> ports = [];
        foreach (var named in pod.NamedPorts)
        {
            if (vocabulary.FindPortName(named.Name) is { } id)
            {
                ports.Add((id, ((int)named.Port.Protocol << 16) | named.Port.Port));
            }
        }

        labels.Sort();
        ports.Sort();
        var numbers = new int[3 + (2 * (labels.Count + ports.Count))];
        numbers[0] = (int)pod.Families;
        foreach (var address in pod.Addresses)
        {
            numbers[address.Family == IpFamily.V4 ? 1 : 2] = vocabulary.AtomOf(address);
        }

        var at = 3;
        foreach (var (first, second) in labels)
        {
            numbers[at++] = first;
            numbers[at++] = second;
        }

        foreach (var (first, second) in ports)
        {
            numbers[at++] = first;
            numbers[at++] = second;
        }

        return new ClassCode(pod.Namespace, numbers, labels.Count);
    }

    public bool Equals(ClassCode? other) =>
        other is not null && other._hash == _hash && other._labels == _labels && other.Namespace == Namespace && other._numbers.AsSpan().SequenceEqual(_numbers);

    public override bool Equals(object? obj) => Equals(obj as ClassCode);

    public override int GetHashCode() => _hash;
}
