namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>Something to tell in an event.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">In one word.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="FieldPath">Which part of the object; null for all of it.</param>
internal sealed record PodOccurrence(string Type, string Reason, string Message, string? FieldPath = null)
{
    public static PodOccurrence Normal(string reason, string message, string? fieldPath = null) => new("Normal", reason, message, fieldPath);

    public static PodOccurrence Warning(string reason, string message, string? fieldPath = null) => new("Warning", reason, message, fieldPath);
}
