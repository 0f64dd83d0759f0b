namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>A stretch in which a wall was not as it should be.</summary>
/// <param name="Wall">The policy's name.</param>
/// <param name="What">What was found: <c>missing</c> or <c>changed</c>.</param>
/// <param name="Since">When it was found.</param>
/// <param name="Until">When it stood again; null while it does not.</param>
/// <param name="Alive">The stacks that were alive then and still are, by id.</param>
internal sealed record WallGap(string Wall, string What, DateTimeOffset Since, DateTimeOffset? Until, IReadOnlyList<string> Alive);
