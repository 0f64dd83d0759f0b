using System.Net;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Decides on the airlock of a Pod that is about to be made.</summary>
/// <param name="settings">Whether there is to be one, and what it is made of.</param>
/// <param name="targets">What must not answer, as of now.</param>
internal sealed class AirlockFitting(IsolationSettings settings, Func<IReadOnlyList<IPEndPoint>> targets)
{
    /// <summary>The container; null where Pods get none.</summary>
    /// <remarks>
    /// Without anything to try, an airlock would let everybody pass: then no stack is made, or, where isolation is not
    /// enforced, one without an airlock, and statement S8 says so.
    /// </remarks>
    /// <exception cref="StackException">The cluster does not tell what to try.</exception>
    public Container? Make()
    {
        if (!settings.Airlock)
        {
            return null;
        }

        var known = targets();
        return known.Count > 0 ? AirlockContainer.Make(settings, known)
            : settings.Mode != IsolationMode.Enforce ? null
            : throw new StackException(new(
                ProblemKind.Unavailable,
                StackReasons.AirlockTargetUnknown,
                "the cluster does not tell where its API server is, so nothing can show that a stack's walls hold",
                [new("cluster", "the Service default/kubernetes and its endpoints are not known", Hint: "let Portcullis read them, or set STACK_AIRLOCK=off")]));
    }
}
