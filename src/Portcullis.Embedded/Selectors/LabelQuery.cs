namespace Portcullis.Embedded.Selectors;

/// <summary>The <c>labelSelector</c> of a request, such as <c>app=web,tier in (a,b),!old</c>.</summary>
/// <remarks><see href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api"/></remarks>
internal sealed class LabelQuery
{
    private readonly IReadOnlyList<Requirement> _requirements;

    private LabelQuery(IReadOnlyList<Requirement> requirements) => _requirements = requirements;

    public static LabelQuery Everything { get; } = new([]);

    public bool SelectsAll => _requirements.Count == 0;

    /// <exception cref="FormatException">The text is no selector; the message is the API server's.</exception>
    public static LabelQuery Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new(new LabelQueryParser(text).Parse());

    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    internal enum Operator
    {
        In,
        NotIn,
        Exists,
        DoesNotExist,
        GreaterThan,
        LessThan,
    }

    internal sealed record Requirement(string Key, Operator Operator, IReadOnlyList<string> Values)
    {
        public bool Matches(IReadOnlyDictionary<string, string>? labels)
        {
            string? value = null;
            var present = labels is not null && labels.TryGetValue(Key, out value);
            return Operator switch
            {
                Operator.In => present && Values.Contains(value!),
                Operator.NotIn => !present || !Values.Contains(value!),
                Operator.Exists => present,
                Operator.DoesNotExist => !present,
                Operator.GreaterThan => present && long.TryParse(value, out var more) && more > long.Parse(Values[0]),
                _ => present && long.TryParse(value, out var less) && less < long.Parse(Values[0]),
            };
        }
    }
}
