using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Patrolling;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Statement S8 of a living cluster: puts together what airlocks and patrols feel. Thread-safe.</summary>
internal sealed class WallsWatch : IDisposable
{
    private readonly AirlockWatch _airlocks;
    private readonly Patrol? _patrol;

    /// <param name="airlocks">What the airlocks of stacks feel.</param>
    /// <param name="patrol">What patrols feel; null where there are none.</param>
    public WallsWatch(AirlockWatch airlocks, Patrol? patrol)
    {
        (_airlocks, _patrol) = (airlocks, patrol);
        airlocks.Changed += RaiseChanged;
        if (patrol is not null)
        {
            patrol.Changed += RaiseChanged;
        }
    }

    /// <summary>Says that <see cref="Judge"/> may answer otherwise now; called outside any lock, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Statement S8 as of now. Cheap: reads memory.</summary>
    public IsolationStatement Judge()
    {
        var patrols = Patrols();
        return FeltStatement.Of(_airlocks.Judge(isPatrolled: patrols is { Missing: [] }), patrols);
    }

    /// <summary>Why no stack may be made; null where one may. While airlocks alone are against it, one caller a minute is let through.</summary>
    public IsolationStatement? Stops()
    {
        if (_patrol?.StopsCreates != true && _airlocks.TryTakeProbe())
        {
            return null;
        }

        return Judge() is { Verdict: IsolationVerdict.Open, IsAdvisory: false } open ? open : null;
    }

    public void Dispose()
    {
        _airlocks.Changed -= RaiseChanged;
        if (_patrol is not null)
        {
            _patrol.Changed -= RaiseChanged;
        }
    }

    private PatrolFindings Patrols() => PatrolFindings.Of(_patrol?.Evidence() ?? new() { Interval = TimeSpan.Zero });

    private void RaiseChanged() => Changed?.Invoke();
}
