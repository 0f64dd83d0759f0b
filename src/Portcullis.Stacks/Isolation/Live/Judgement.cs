using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>What the guard said at one moment. Immutable.</summary>
/// <param name="Statements">S1 to S7, in order.</param>
/// <param name="At">When.</param>
/// <param name="Took">How long it took, the taking over of what had changed included.</param>
/// <param name="Seen">How the sources stood before it was looked at what they hold.</param>
internal sealed record Judgement(IReadOnlyList<IsolationStatement> Statements, DateTimeOffset At, TimeSpan Took, FreshnessMark Seen);
