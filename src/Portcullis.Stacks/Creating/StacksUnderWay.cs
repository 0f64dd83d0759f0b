using System.Collections.Concurrent;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>The stacks that a command of this replica is in the middle of: the janitor keeps away from them.</summary>
internal sealed class StacksUnderWay
{
    private readonly ConcurrentDictionary<StackId, int> _commands = new();

    /// <summary>Says which stack a command is done with.</summary>
    public event Action<StackId>? Left;

    public bool Contains(StackId id) => _commands.ContainsKey(id);

    public IDisposable Enter(StackId id)
    {
        _commands.AddOrUpdate(id, 1, (_, count) => count + 1);
        return new Scope(this, id);
    }

    private void Leave(StackId id)
    {
        while (_commands.TryGetValue(id, out var count))
        {
            if (count == 1 ? _commands.TryRemove(new(id, 1)) : _commands.TryUpdate(id, count - 1, count))
            {
                break;
            }
        }

        Left?.Invoke(id);
    }

    private sealed class Scope(StacksUnderWay owner, StackId id) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                owner.Leave(id);
            }
        }
    }
}
