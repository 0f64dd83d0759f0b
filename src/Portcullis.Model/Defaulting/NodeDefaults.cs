namespace Portcullis.Model.Defaulting;

/// <summary>Defaults of nodes: all of the capacity may be given to pods.</summary>
internal static class NodeDefaults
{
    public static Node Apply(Node node) =>
        node.Status is { Allocatable: null, Capacity: { } capacity } status ? node with { Status = status with { Allocatable = capacity } } : node;
}
