using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Which pairs of classes meet in packets of one family, as <see cref="Paths"/> says.</summary>
internal sealed class Meeting
{
    private readonly IpFamily[] _families;
    private readonly ulong[]?[] _targetsOf = new ulong[]?[(int)IpFamily.Both + 1];

    public Meeting(ReachIndex index, IpFamily path)
    {
        _families = Array.ConvertAll(index.Classes, @class => @class.Code.Families);
        var present = _families.Distinct().ToList();
        foreach (var source in present)
        {
            var targets = present.FindAll(target => Paths.Between(source, target).Contains(path));
            if (targets.Count > 0)
            {
                IsEmpty = false;
                _targetsOf[(int)source] = targets.Count == present.Count ? index.Everything : Of(targets, index.Words);
            }
        }
    }

    /// <summary>True when no pair does.</summary>
    public bool IsEmpty { get; } = true;

    /// <summary>The destinations that a source meets so; null for none.</summary>
    public ulong[]? TargetsOf(int source) => _targetsOf[(int)_families[source]];

    private ulong[] Of(List<IpFamily> targets, int words)
    {
        var bits = new ulong[words];
        foreach (var (index, families) in _families.Index())
        {
            if (targets.Contains(families))
            {
                Bits.Set(bits, index);
            }
        }

        return bits;
    }
}
