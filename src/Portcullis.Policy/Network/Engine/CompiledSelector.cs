using Portcullis.Model;

namespace Portcullis.Policy.Network;

/// <summary>A label selector ready to match, with a text that equal selectors share.</summary>
internal sealed class CompiledSelector(LabelSelector selector)
{
    public LabelSelectorMatcher Matcher { get; } = LabelSelectorMatcher.Compile(selector);

    public string Text => field ??= Matcher.ToString();

    public bool Matches(LabelSet labels) => Matcher.Matches(labels);
}
