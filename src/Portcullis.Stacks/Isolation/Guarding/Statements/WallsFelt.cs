namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S8: what policies say is what packets do. Running stacks tell; of objects there is nothing to learn.</summary>
internal static class WallsFelt
{
    public static GuardStatement Statement { get; } = new()
    {
        Id = FeltStatement.Id,
        Title = FeltStatement.Title,
        When = JudgingTime.ByFeeling,
        IsAdvisory = true,
        AsksNobody = true,
        Judge = view => view.AreForeign
            ? new() { NotApplicable = "only the stacks of a running service tell what they feel" }
            : new() { Missing = ["only a running service can tell: see GET /isolation"] },
    };
}
