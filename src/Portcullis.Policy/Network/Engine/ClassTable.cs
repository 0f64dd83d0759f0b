using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The classes of a vocabulary, numbered as they are met. Grows and never shrinks; snapshots share it. Safe for many threads.</summary>
internal sealed class ClassTable(Vocabulary vocabulary)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClassCode, PodClass> _classes = [];

    public Vocabulary Vocabulary => vocabulary;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _classes.Count;
            }
        }
    }

    /// <summary>The class of a pod, which the pod remembers.</summary>
    public PodClass ClassOf(Subject pod)
    {
        if (pod.Class is { } known && ReferenceEquals(known.Table, this))
        {
            return known;
        }

        var code = ClassCode.Of(pod, vocabulary);
        lock (_lock)
        {
            if (!_classes.TryGetValue(code, out known))
            {
                _classes.Add(code, known = new PodClass(this, _classes.Count, code, pod));
            }
        }

        pod.Class = known;
        return known;
    }
}
