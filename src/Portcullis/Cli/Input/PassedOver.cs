using Portcullis.Stacks;

namespace Portcullis.Cli.Input;

/// <summary>What is said of the objects that the commands do not understand: nothing is dropped in silence.</summary>
internal static class PassedOver
{
    /// <summary>The lines: first those that matter to a verdict, then the count.</summary>
    /// <param name="objects">The objects that are not understood.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<InputObject> objects)
    {
        var overriding = objects.Where(found => OverridingKinds.Find(found.ApiVersion, found.Kind) is not null).ToList();
        if (overriding.Count > 0)
        {
            yield return $"warning: {Names.Listed(overriding.Select(found => found.ToString()))} can override network policies and {(overriding.Count == 1 ? "is" : "are")} not looked at: what is said here may not hold";
        }

        if (objects.Count > 0)
        {
            var kinds = objects.GroupBy(found => found.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key} ({Names.Listed(group.Select(found => found.Name.ToString()))})");
            yield return $"note: {Names.Count(objects.Count, "object")} not looked at: {string.Join(", ", kinds)}";
        }
    }
}
