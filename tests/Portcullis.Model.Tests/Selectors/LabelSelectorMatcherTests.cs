using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Tests.Selectors;

public sealed class LabelSelectorMatcherTests
{
    [Theory]
    [InlineData("In", "x", "x", true)]
    [InlineData("In", "x", "y", false)]
    [InlineData("In", "x", null, false)]
    [InlineData("In", "", "", true)]
    [InlineData("In", "", null, false)]
    [InlineData("NotIn", "x", "x", false)]
    [InlineData("NotIn", "x", "y", true)]
    [InlineData("NotIn", "x", null, true)]
    [InlineData("NotIn", "", "", false)]
    [InlineData("NotIn", "", null, true)]
    [InlineData("Exists", null, "x", true)]
    [InlineData("Exists", null, "", true)]
    [InlineData("Exists", null, null, false)]
    [InlineData("DoesNotExist", null, "x", false)]
    [InlineData("DoesNotExist", null, "", false)]
    [InlineData("DoesNotExist", null, null, true)]
    public void Expression_meets_labels_as_kubernetes_says(string @operator, string? value, string? label, bool expected)
    {
        var matcher = LabelSelectorMatcher.Compile(Expression("a", @operator, value is null ? null : [value]));

        matcher.Matches(label is null ? null : new Dictionary<string, string> { ["a"] = label }).ShouldBe(expected);
    }

    [Fact]
    public void Empty_selector_matches_everything()
    {
        LabelSelectorMatcher.Compile(new LabelSelector()).Matches(null).ShouldBeTrue();
        LabelSelectorMatcher.Compile(new LabelSelector { MatchLabels = new Dictionary<string, string>(), MatchExpressions = [] }).MatchesEverything.ShouldBeTrue();
    }

    [Fact]
    public void Absent_selector_matches_nothing()
    {
        LabelSelectorMatcher.Compile(null).Matches(new Dictionary<string, string> { ["a"] = "b" }).ShouldBeFalse();
        LabelSelectorMatcher.Compile(null).MatchesEverything.ShouldBeFalse();
    }

    [Fact]
    public void All_conditions_must_hold()
    {
        var matcher = LabelSelectorMatcher.Compile(new LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front" },
            MatchExpressions = [new LabelSelectorRequirement { Key = "canary", Operator = "DoesNotExist" }],
        });

        matcher.Matches(new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front", ["x"] = "y" }).ShouldBeTrue();
        matcher.Matches(new Dictionary<string, string> { ["app"] = "web" }).ShouldBeFalse();
        matcher.Matches(new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front", ["canary"] = "" }).ShouldBeFalse();
        matcher.ToString().ShouldBe("app=web,!canary,tier=front");
    }

    [Theory]
    [InlineData("a", "Near", "x", "\"Near\" is not a valid label selector operator")]
    [InlineData("a", "=", "x", "\"=\" is not a valid label selector operator")]
    [InlineData("a", null, "x", "\"\" is not a valid label selector operator")]
    [InlineData("a", "In", null, "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty")]
    [InlineData("a", "Exists", "x", "values: Invalid value: [\"x\"]: values set must be empty for exists and does not exist")]
    [InlineData("", "Exists", null, "key: Invalid value: \"\": name part must be non-empty; name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")]
    [InlineData("a", "In", "-", "values[0][a]: Invalid value: \"-\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    public void Invalid_selector_is_refused(string key, string? @operator, string? value, string message)
    {
        var selector = Expression(key, @operator, value is null ? null : [value]);

        LabelSelectorMatcher.TryCompile(selector, out var matcher, out var error).ShouldBeFalse();

        error.ShouldBe(message);
        matcher.Matches(null).ShouldBeFalse();
        Should.Throw<FormatException>(() => LabelSelectorMatcher.Compile(selector)).Message.ShouldBe(message);
    }

    [Fact]
    public void Large_value_set_matches_like_a_small_one()
    {
        string[] values = [.. Enumerable.Range(0, 100).Select(i => $"v{i}")];
        var matcher = LabelSelectorMatcher.Compile(Expression("a", "In", values));

        matcher.Matches(new Dictionary<string, string> { ["a"] = "v99" }).ShouldBeTrue();
        matcher.Matches(new Dictionary<string, string> { ["a"] = "v100" }).ShouldBeFalse();
    }

    [Fact]
    public void Compiled_selector_agrees_with_the_naive_one() => Prop.ForAll(Selectors, Labels, (selector, labels) =>
        LabelSelectorMatcher.Compile(selector).Matches(labels) == Naive(selector, labels)).QuickCheckThrowOnFailure();

    [Fact]
    public void Printed_selector_matches_the_same_labels() => Prop.ForAll(Selectors, Labels, (selector, labels) =>
        LabelSelectorText.TryParse(LabelSelectorText.Format(selector), out var again, out _)
        && again.Matches(labels) == Naive(selector, labels)
        && again.ToString() == LabelSelectorText.Format(selector)).QuickCheckThrowOnFailure();

    private static Gen<string> Key { get; } = Gen.Elements("a", "b", "example.com/c");

    private static Gen<string> Value { get; } = Gen.Elements("", "x", "y", "z");

    private static Arbitrary<IReadOnlyDictionary<string, string>> Labels { get; } = (
        from keys in Key.ListOf()
        from values in Value.ListOf(keys.Count)
        select (IReadOnlyDictionary<string, string>)keys.Zip(values).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second)).ToArbitrary();

    private static Arbitrary<LabelSelector> Selectors { get; } = (
        from labels in Labels.Generator
        from expressions in ExpressionGen.ListOf()
        select new LabelSelector { MatchLabels = labels, MatchExpressions = [.. expressions] }).ToArbitrary();

    private static Gen<LabelSelectorRequirement> ExpressionGen => from key in Key
                                                                  from @operator in Gen.Elements("In", "NotIn", "Exists", "DoesNotExist")
                                                                  from values in Value.NonEmptyListOf()
                                                                  select new LabelSelectorRequirement { Key = key, Operator = @operator, Values = @operator.EndsWith("In", StringComparison.Ordinal) ? [.. values] : [] };

    private static LabelSelector Expression(string key, string? @operator, string[]? values) =>
        new() { MatchExpressions = [new LabelSelectorRequirement { Key = key, Operator = @operator, Values = values }] };

    private static bool Naive(LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        selector.MatchLabels!.All(pair => labels.Contains(pair))
        && selector.MatchExpressions!.All(expression => expression.Operator switch
        {
            "In" => labels.Any(label => label.Key == expression.Key && expression.Values!.Contains(label.Value)),
            "NotIn" => !labels.Any(label => label.Key == expression.Key && expression.Values!.Contains(label.Value)),
            "Exists" => labels.ContainsKey(expression.Key!),
            _ => !labels.ContainsKey(expression.Key!),
        });
}
