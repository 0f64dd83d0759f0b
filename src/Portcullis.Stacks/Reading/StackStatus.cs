namespace Portcullis.Stacks.Reading;

/// <summary>The state of a stack, as callers know it.</summary>
public enum StackStatus
{
    /// <summary>Not running yet.</summary>
    Creating,

    /// <summary>Running; whether it is ready is said apart.</summary>
    Running,

    /// <summary>It ended by itself with success. Terminal.</summary>
    Stopped,

    /// <summary>It ended with a failure, or never began. Terminal.</summary>
    Failed,

    /// <summary>Its node is gone. Terminal.</summary>
    NodeDeleted,
}

/// <summary>The words for <see cref="StackStatus"/> on the wire.</summary>
public static class StackStatuses
{
    /// <summary>The word on the wire, such as <c>node_deleted</c>.</summary>
    /// <param name="status">The status.</param>
    public static string ToWire(this StackStatus status) => status switch
    {
        StackStatus.Creating => "creating",
        StackStatus.Running => "running",
        StackStatus.Stopped => "stopped",
        StackStatus.Failed => "failed",
        StackStatus.NodeDeleted => "node_deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Reads the word on the wire.</summary>
    /// <param name="text">The word.</param>
    /// <param name="status">The status.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(string? text, out StackStatus status)
    {
        foreach (var candidate in Enum.GetValues<StackStatus>())
        {
            if (candidate.ToWire() == text)
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }

    /// <summary>True when the stack will not run again by itself.</summary>
    /// <param name="status">The status.</param>
    public static bool IsTerminal(this StackStatus status) => status is StackStatus.Stopped or StackStatus.Failed or StackStatus.NodeDeleted;
}
