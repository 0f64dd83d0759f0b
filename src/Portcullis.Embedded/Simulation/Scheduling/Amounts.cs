using Portcullis.Model.Quantities;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>Amounts of resources by name, CPU in thousandths and the others in units.</summary>
internal sealed class Amounts
{
    private readonly Dictionary<string, long> _amounts = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _amounts.Keys;

    public long this[string name] => _amounts.GetValueOrDefault(name);

    public static Amounts Of(IReadOnlyDictionary<string, Quantity>? quantities)
    {
        var amounts = new Amounts();
        foreach (var (name, quantity) in quantities ?? new Dictionary<string, Quantity>())
        {
            amounts._amounts[name] = name == "cpu" ? quantity.MilliValue : quantity.Value;
        }

        return amounts;
    }

    public void Add(Amounts other, int sign = 1)
    {
        foreach (var (name, amount) in other._amounts)
        {
            _amounts[name] = checked(this[name] + (sign * amount));
        }
    }

    public void RaiseTo(Amounts other)
    {
        foreach (var (name, amount) in other._amounts)
        {
            _amounts[name] = Math.Max(this[name], amount);
        }
    }

    public Amounts Copy()
    {
        var copy = new Amounts();
        copy.Add(this);
        return copy;
    }
}
