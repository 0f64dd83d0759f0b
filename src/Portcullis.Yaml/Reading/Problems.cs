using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>Collects problems, up to a number that a person would still read.</summary>
internal sealed class Problems
{
    private const int Most = 20;

    private readonly List<YamlProblem> _list = [];

    public bool Any => _list.Count > 0;

    public IReadOnlyList<YamlProblem> All => _list;

    public void Add(YamlPosition position, string message)
    {
        if (_list.Count < Most)
        {
            _list.Add(new YamlProblem(position.Line, position.Column, message));
        }
    }

    public void AddAll(IEnumerable<YamlProblem> problems) => _list.AddRange(problems.Take(Most - _list.Count));
}
