using System.Globalization;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>Names, ports and addresses that a recording chose once, and that every server is asked for.</summary>
/// <remarks>They are drawn anew for each recording, so that what an earlier one left behind is not in the way.</remarks>
internal sealed class Picks
{
    private const int PortsPerScenario = 8;
    private const int FirstPort = 30000;
    private const int LastPort = 30900;

    private readonly IReadOnlyDictionary<string, string> _values;

    public Picks(IReadOnlyDictionary<string, string> values) => _values = values;

    public IReadOnlyDictionary<string, string> Values => _values;

    public string Namespace => _values["ns"];

    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whether a port or address was asked for rather than given by the server.</summary>
    public bool Holds(string text) => _values.Values.Contains(text);

    /// <summary>The picks of each scenario: disjoint, and of ports none that is in use.</summary>
    /// <param name="run">What the names of this run begin with.</param>
    /// <param name="scenarios">How many there are.</param>
    /// <param name="taken">Node ports that are in use.</param>
    /// <param name="random">Draws.</param>
    public static Func<int, string, Picks> Draw(string run, int scenarios, IReadOnlySet<int> taken, Random random)
    {
        var ports = Enumerable.Range(FirstPort, LastPort - FirstPort + 1).Where(p => !taken.Contains(p)).ToArray();
        random.Shuffle(ports);
        var octet = random.Next(16, 250 - scenarios);
        return (index, scenario) =>
        {
            var values = new Dictionary<string, string> { ["ns"] = $"{run}-{scenario}", ["run"] = run };
            for (var i = 0; i < PortsPerScenario; i++)
            {
                values[$"port{i}"] = ports[(index * PortsPerScenario) + i].ToString(CultureInfo.InvariantCulture);
                values[$"ip{i}"] = $"10.96.{octet + index}.{random.Next(1, 31) + (i * 31)}";
            }

            return new Picks(values);
        };
    }
}
