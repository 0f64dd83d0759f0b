using System.Text.Json;

namespace Portcullis.Cli.Stacks;

/// <summary>A text that a caller may give to a stack: an option of <c>stack create</c>, a field of the body, and a line of what is shown of the stack.</summary>
/// <param name="Name">The option, without its dashes, and the field.</param>
/// <param name="Description">What the help says of it.</param>
internal sealed record StackField(string Name, string Description)
{
    /// <summary>All of them, in the order of the help and of the lines.</summary>
    public static IReadOnlyList<StackField> All { get; } =
    [
        new("owner", "Whom the stack is for; together with --challenge, asking again gives the same stack"),
        new("challenge", "What the stack is of"),
        new("note", "A text that is shown with it, at most 200 characters"),
        new("ttl", "How long it shall live, such as 45m or 2h") { IsShown = false },
        new("profile", "What it may loosen: baseline, restricted, or one of the operator's profiles"),
        new("egress", "What it may reach: none or internet"),
    ];

    /// <summary>Whether the answer has it, too; what it has in another form is shown as that.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>What the service's answer says of it; null when it says nothing.</summary>
    /// <param name="stack">The answer.</param>
    /// <exception cref="JsonException">It is no text.</exception>
    public string? Of(JsonElement stack) => !stack.TryGetProperty(Name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException($"{Name} is a text");
}
