namespace Portcullis.Stacks.Isolation.Report;

/// <summary>Something that the report rests on, and where it comes from.</summary>
/// <param name="Name">What it is: <c>pod ranges</c>.</param>
/// <param name="Values">Its values, in order; empty when there are none or they are not known.</param>
/// <param name="Origin">How they are known, in words: <c>nodes' podCIDRs</c>, <c>STACK_POD_CIDRS</c>, <c>unknown</c>.</param>
public sealed record IsolationInput(string Name, IReadOnlyList<string> Values, string Origin);
