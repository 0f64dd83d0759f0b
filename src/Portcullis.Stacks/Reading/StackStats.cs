namespace Portcullis.Stacks.Reading;

/// <summary>Numbers about all stacks.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Active">How many of them are creating or running.</param>
/// <param name="NodeDistribution">How many are on each node that has any, by name.</param>
/// <param name="UsedNodePorts">How many NodePorts stacks hold.</param>
/// <param name="CpuMilli">Thousandths of a CPU that active stacks hold.</param>
/// <param name="MemoryBytes">Bytes of memory that active stacks hold.</param>
public sealed record StackStats(
    int Total, int Active, IReadOnlyDictionary<string, int> NodeDistribution, int UsedNodePorts, long CpuMilli, long MemoryBytes)
{
    /// <summary>Counts stacks.</summary>
    /// <param name="stacks">All of them.</param>
    public static StackStats Of(IReadOnlyList<Stack> stacks)
    {
        var nodes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (active, ports, cpu, memory) = (0, 0, 0L, 0L);
        foreach (var stack in stacks)
        {
            ports += stack.Record.Ports.Select(port => port.NodePort).Distinct().Count();
            if (stack.NodeName is { } node)
            {
                nodes[node] = nodes.GetValueOrDefault(node) + 1;
            }

            if (!stack.Status.IsTerminal())
            {
                active++;
                cpu += stack.Record.CpuMilli;
                memory += stack.Record.MemoryBytes;
            }
        }

        return new(stacks.Count, active, nodes, ports, cpu, memory);
    }

    /// <summary>Compared by identity: see the distribution.</summary>
    /// <param name="other">The numbers to compare with.</param>
    public bool Equals(StackStats? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
