using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A label selector ready to match, with a text that equal selectors share.</summary>
internal sealed class CompiledSelector(LabelSelector selector)
{
    public LabelSelectorMatcher Matcher { get; } = LabelSelectorMatcher.Compile(selector);

    public string Text => field ??= Matcher.ToString();

    public bool Matches(LabelSet labels) => Matcher.Matches(labels);
}
