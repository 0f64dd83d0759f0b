using System.Collections.Frozen;
using System.Globalization;

namespace Portcullis.Model.Selectors;

/// <summary>One condition of a label selector. Immutable; compared by identity.</summary>
public sealed class LabelRequirement
{
    // Scanning a handful of values beats hashing the label.
    private const int MaxScanned = 8;

    private readonly string[] _values;
    private readonly FrozenSet<string>? _manyValues;
    private readonly long _bound;

    /// <summary>INVARIANT: the arguments are legal, as <see cref="LabelRequirementRules"/> says.</summary>
    internal LabelRequirement(string key, LabelOperator @operator, string[] values)
    {
        Key = key;
        Operator = @operator;
        _values = [.. values.Distinct(StringComparer.Ordinal)];
        _manyValues = _values.Length > MaxScanned ? _values.ToFrozenSet(StringComparer.Ordinal) : null;
        _bound = IsNumeric ? Number(values[0]) ?? 0 : 0;
    }

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>How the key relates to the values.</summary>
    public LabelOperator Operator { get; }

    /// <summary>The values: none for existence, one for equality and numbers, one or more, without repetition, for sets.</summary>
    public IReadOnlyList<string> Values => _values;

    private bool IsNumeric => Operator is LabelOperator.GreaterThan or LabelOperator.LessThan;

    /// <summary>True when the labels meet the condition. An empty value is a value; a missing key is none.</summary>
    /// <param name="labels">The labels of an object; null has none.</param>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var present = labels is not null && labels.TryGetValue(Key, out value);
        return Operator switch
        {
            LabelOperator.Exists => present,
            LabelOperator.DoesNotExist => !present,
            LabelOperator.In or LabelOperator.Equal or LabelOperator.DoubleEqual => present && HasValue(value!),
            LabelOperator.NotIn or LabelOperator.NotEqual => !present || !HasValue(value!),
            LabelOperator.GreaterThan => present && Number(value!) > _bound,
            LabelOperator.LessThan => present && Number(value!) < _bound,
            _ => false,
        };
    }

    /// <summary>As in a query: <c>a=b</c>, <c>a!=b</c>, <c>a in (b,c)</c>, <c>a</c>, <c>!a</c>, <c>a&gt;1</c>.</summary>
    public override string ToString()
    {
        var values = string.Join(',', _values.Order(StringComparer.Ordinal));
        return Operator switch
        {
            LabelOperator.Exists => Key,
            LabelOperator.DoesNotExist => $"!{Key}",
            LabelOperator.In => $"{Key} in ({values})",
            LabelOperator.NotIn => $"{Key} notin ({values})",
            LabelOperator.DoubleEqual => $"{Key}=={values}",
            LabelOperator.NotEqual => $"{Key}!={values}",
            LabelOperator.GreaterThan => $"{Key}>{values}",
            LabelOperator.LessThan => $"{Key}<{values}",
            _ => $"{Key}={values}",
        };
    }

    /// <summary>The text as a 64-bit integer, as Go reads it; null when it is none.</summary>
    internal static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool HasValue(string value) => _manyValues is null ? Array.IndexOf(_values, value) >= 0 : _manyValues.Contains(value);
}
