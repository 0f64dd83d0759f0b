using System.Net;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Configuration;

internal sealed partial class EnvironmentReader
{
    private delegate bool Parser<T>(string text, out T value);

    /// <summary>Texts separated by commas, each of which must satisfy a rule; blanks between commas are skipped.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="isLegal">The rule for one.</param>
    /// <param name="allowed">The rule in words.</param>
    public IReadOnlyList<string> Texts(ConfigurationVariable variable, Func<string, bool> isLegal, string allowed) =>
        List(variable, ',', (string text, out string value) => isLegal(value = text), allowed);

    /// <summary>Address ranges separated by commas.</summary>
    /// <param name="variable">The variable.</param>
    public IReadOnlyList<IPNetwork> Cidrs(ConfigurationVariable variable) =>
        List<IPNetwork>(variable, ',', CidrText.TryParse, "allowed are address ranges whose bits behind the prefix are zero, such as 10.244.0.0/16 or fd00::/56");

    /// <summary>Names and the address ranges behind them, separated by commas.</summary>
    /// <param name="variable">The variable.</param>
    public IReadOnlyList<NamedRange> NamedCidrs(ConfigurationVariable variable) =>
        List<NamedRange>(variable, ',', NamedRangeText.TryParse, "allowed are NAME=CIDR, separated by commas, such as lb.example.org=203.0.113.0/28");

    /// <summary>Who may reach stacks, separated by semicolons.</summary>
    /// <param name="variable">The variable.</param>
    public IReadOnlyList<IngressPeer> Peers(ConfigurationVariable variable) =>
        List<IngressPeer>(variable, ';', IngressPeerText.TryParse, "allowed are NAMESPACE and NAMESPACE/label=value,label=value, separated by semicolons");

    /// <summary>API keys separated by commas. What they are is never repeated.</summary>
    /// <param name="variable">The variable.</param>
    public ApiKeys Keys(ConfigurationVariable variable)
    {
        var keys = Raw(variable.Name)?.Split(',').Select(key => key.Trim()).ToList() ?? [];
        if (keys.Exists(key => key.Length == 0))
        {
            Refuse(variable, "one of the keys between its commas is blank");
        }
        else if (keys.Exists(key => !key.All(c => c is > ' ' and <= '~')))
        {
            Refuse(variable, "a key may hold only printable ASCII characters without blanks, as it travels in a header");
        }
        else
        {
            return new ApiKeys(keys.Select(key => new Secret(key)));
        }

        return ApiKeys.None;
    }

    private List<T> List<T>(ConfigurationVariable variable, char separator, Parser<T> parse, string allowed)
    {
        var values = new List<T>();
        foreach (var text in (TextOrNull(variable) ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (parse(text, out var value))
            {
                values.Add(value);
            }
            else
            {
                _problems.Add(new ConfigurationProblem(variable.Name, text, allowed));
            }
        }

        return values;
    }
}
