using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads the fields of one object by name and type, and refuses whatever nobody asked for.</summary>
/// <remarks>
/// A null counts as absent everywhere. <see cref="Close"/> must be called last: it is what makes the model an
/// allow-list.
/// </remarks>
internal sealed class ObjectReader
{
    private readonly YamlMapping _mapping;
    private readonly FieldPath _path;
    private readonly Reasons _reasons;
    private readonly bool _quiet;
    private readonly bool[] _taken;

    private ObjectReader(YamlMapping mapping, FieldPath path, Reasons reasons, bool quiet)
    {
        _mapping = mapping;
        _path = path;
        _reasons = reasons;
        _quiet = quiet;
        _taken = new bool[mapping.Entries.Count];
    }

    /// <summary>Begins to read an object.</summary>
    /// <param name="node">The object; null, a null scalar and (with a reason) anything else give no reader.</param>
    /// <param name="path">Its place.</param>
    /// <param name="reasons">Where reasons go.</param>
    /// <param name="quiet">True where what was found must not be shown.</param>
    public static ObjectReader? Open(YamlNode? node, FieldPath path, Reasons reasons, bool quiet = false)
    {
        switch (node)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlMapping mapping:
                return new ObjectReader(mapping, path, reasons, quiet);
            default:
                reasons.Add(path, "must be an object", quiet ? null : Shown.Node(node));
                return null;
        }
    }

    /// <summary>Begins to read an item of a list, which may not be null.</summary>
    public static ObjectReader? OpenItem(YamlNode node, FieldPath path, Reasons reasons, bool quiet = false)
    {
        if (node is YamlScalar { IsNull: true })
        {
            reasons.Add(path, "must be an object", "null");
        }

        return Open(node, path, reasons, quiet);
    }

    /// <summary>The names of all fields, for maps.</summary>
    public IEnumerable<string> Keys => _mapping.Entries.Select(entry => entry.Key);

    public FieldPath At(string name) => _path.Field(name);

    /// <summary>Marks a field as read.</summary>
    /// <returns>Its value, or null when absent or null.</returns>
    public YamlNode? Take(string name)
    {
        var entries = _mapping.Entries;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == name)
            {
                _taken[i] = true;
                return entries[i].Value is YamlScalar { IsNull: true } ? null : entries[i].Value;
            }
        }

        return null;
    }

    /// <summary>The text of any scalar: numbers and booleans count as written.</summary>
    public string? Text(string name)
    {
        var node = Take(name);
        if (node is null or YamlScalar)
        {
            return (node as YamlScalar)?.Text;
        }

        Fail(name, "must be a string", node);
        return null;
    }

    /// <summary>The text of a scalar, or null when it is empty.</summary>
    public string? FilledText(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>One of a few words; empty counts as absent.</summary>
    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        var text = FilledText(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        _reasons.Add(At(name), "not one of the allowed values", _quiet ? null : text, string.Join(", ", allowed!));
        return null;
    }

    public bool? Flag(string name)
    {
        var node = Take(name);
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalar scalar && scalar.TryGetBoolean(out var value))
        {
            return value;
        }

        Fail(name, "must be true or false", node);
        return null;
    }

    public long? Number(string name, long min, long max)
    {
        var node = Take(name);
        if (node is null)
        {
            return null;
        }

        if (node is not YamlScalar { Kind: YamlScalarKind.Int or YamlScalarKind.Float } scalar)
        {
            Fail(name, "must be a whole number", node);
            return null;
        }

        if (scalar.TryGetInt64(out var value) && value >= min && value <= max)
        {
            return value;
        }

        _reasons.Add(At(name), "must be a whole number in range", _quiet ? null : scalar.Text, $"{min} to {max}");
        return null;
    }

    public int? Int(string name, int min, int max = int.MaxValue) => (int?)Number(name, min, max);

    /// <summary>The items of a list; none when absent, null or (with a reason) no list.</summary>
    /// <param name="name">The field.</param>
    /// <param name="hide">True where what was found must not be shown.</param>
    public IReadOnlyList<YamlNode>? Items(string name, bool hide = false)
    {
        var node = Take(name);
        if (node is null or YamlSequence)
        {
            return (node as YamlSequence)?.Items;
        }

        _reasons.Add(At(name), "must be a list", _quiet || hide ? null : Shown.Node(node));
        return null;
    }

    /// <summary>A list of strings: numbers and booleans as written, null as empty. Most are commands and arguments: what was found stays unsaid.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Items(name, hide: true) is not { } items)
        {
            return null;
        }

        var texts = new List<string>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is YamlScalar scalar)
            {
                texts.Add(scalar.IsNull ? "" : scalar.Text);
            }
            else
            {
                _reasons.Add(At(name).Item(i), "must be a string");
            }
        }

        return texts;
    }

    /// <summary>A nested object; null when absent, null or (with a reason) no object.</summary>
    public ObjectReader? Object(string name) => Open(Take(name), At(name), _reasons, _quiet);

    /// <summary>Adds a reason for a field.</summary>
    public void Refuse(string name, string message, string? found = null, string? allowed = null, string? hint = null) =>
        _reasons.Add(At(name), message, _quiet ? null : found, allowed, hint);

    /// <summary>Adds a reason for an item of a list.</summary>
    public void RefuseItem(string name, int index, string message, string? found, string? allowed = null, string? hint = null) =>
        _reasons.Add(At(name).Item(index), message, _quiet ? null : found, allowed, hint);

    /// <summary>Refuses every field that was not read, unless it is a known one with an empty value.</summary>
    /// <param name="known">The fields that Kubernetes has here.</param>
    /// <returns>True when there was none.</returns>
    public bool Close(KnownFields known)
    {
        var before = _reasons.Count;
        for (var i = 0; i < _taken.Length && !_reasons.IsFull; i++)
        {
            var entry = _mapping.Entries[i];
            if (_taken[i] || (known.Accepts(entry.Key) && IsEmpty(entry.Value)))
            {
                continue;
            }

            if (known.Accepts(entry.Key))
            {
                Fail(entry.Key, "not allowed", entry.Value, known.HintFor(entry.Key));
            }
            else
            {
                // A misspelt "args" holds what args would hold, so that the value stays unsaid.
                _reasons.Add(At(entry.Key), "not allowed: there is no such field", hint: known.HintFor(entry.Key));
            }
        }

        return _reasons.Count == before;
    }

    /// <summary>True for what stands for nothing in a field that may not be set: null, false, 0, "", [] and {}.</summary>
    public static bool IsEmpty(YamlNode node) => node switch
    {
        YamlSequence sequence => sequence.Items.Count == 0,
        YamlMapping mapping => mapping.Entries.Count == 0,
        YamlScalar scalar => scalar.Kind switch
        {
            YamlScalarKind.Null => true,
            YamlScalarKind.Bool => scalar.TryGetBoolean(out var value) && !value,
            YamlScalarKind.String => scalar.Text.Length == 0,
            _ => scalar.TryGetInt64(out var number) && number == 0,
        },
        _ => false,
    };

    private void Fail(string name, string message, YamlNode found, string? hint = null) =>
        _reasons.Add(At(name), message, _quiet ? null : Shown.Node(found), hint: hint);
}
