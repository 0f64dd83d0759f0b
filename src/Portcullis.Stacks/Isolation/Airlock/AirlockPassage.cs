namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>One stack's way through its airlock, kept when the stack is gone.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Pod">The Pod's name; a restarted stack has several.</param>
/// <param name="CreatedAt">When the Pod was made.</param>
/// <param name="EndedAt">When the airlock ended.</param>
/// <param name="Outcome">What it felt.</param>
internal sealed record AirlockPassage(string Stack, string Pod, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, AirlockOutcome Outcome);
