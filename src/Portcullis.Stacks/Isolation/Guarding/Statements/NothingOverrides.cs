using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S7: no object of another make overrides what policies say.</summary>
internal static class NothingOverrides
{
    public const string Id = "S7";

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "no object overrides what the policies say",
        When = JudgingTime.WithPolicies,
        AsksNobody = true,
        Judge = view => new() { Missing = [.. OtherNetworks.Missing(view), .. OverridingFindings.Of(view)] },
    };
}
