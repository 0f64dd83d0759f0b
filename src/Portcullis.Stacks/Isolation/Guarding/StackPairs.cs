using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Ways from one stack to another.</summary>
internal static class StackPairs
{
    /// <summary>The first; null when there is none. What belongs together is one stack.</summary>
    /// <param name="view">The cluster.</param>
    public static NetworkVerdict? Find(GuardView view)
    {
        var first = Find(view, view.Scope.Pods, view.Scope.Pods);
        if (first is null || !view.Scope.AreTogether(first.Question.From, first.Question.To))
        {
            return first;
        }

        // Those that are alone, and each group by itself.
        var groups = view.Scope.GroupsOfSeveral;
        return Find(view, view.Scope.Pods with { Except = [.. groups] }, view.Scope.Pods)
            ?? groups.Select(group => Find(view, group, view.Scope.Pods with { Except = [group] })).FirstOrDefault(path => path is not null);
    }

    private static NetworkVerdict? Find(GuardView view, PodSelection from, PodSelection to) => PathSearch.Find(view.Network, view.Pods, new() { Pods = from }, new() { Pods = to });
}
