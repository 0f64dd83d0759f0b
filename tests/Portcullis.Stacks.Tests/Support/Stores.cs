using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire;

namespace Portcullis.Stacks.Tests.Support;

/// <summary>A store and its writing side, without a cluster.</summary>
internal sealed class WrittenStore<T>
    where T : KubernetesObject
{
    public WrittenStore()
    {
        Store = new(TimeProvider.System);
        Writer = new(Store, error => throw new InvalidOperationException("a subscriber failed", error));
    }

    public Store<T> Store { get; }

    public StoreWriter<T> Writer { get; }
}
