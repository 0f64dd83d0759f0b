using System.Globalization;

namespace Portcullis.Admission.Reading;

/// <summary>A place in a manifest, rendered only when something is wrong there.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private FieldPath(FieldPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static FieldPath Root { get; } = new(null, null, 0);

    public FieldPath Field(string name) => new(this, name, 0);

    public FieldPath Item(int index) => new(this, null, index);

    /// <summary><c>spec.containers[0].name</c>; a key that is no field name stands in brackets.</summary>
    public override string ToString()
    {
        if (_parent is null)
        {
            return "";
        }

        var before = _parent.ToString();
        if (_name is null)
        {
            return $"{before}[{_index.ToString(CultureInfo.InvariantCulture)}]";
        }

        return IsFieldName(_name) ? (before.Length == 0 ? _name : $"{before}.{_name}") : $"{before}[{Shown.Text(_name)}]";
    }

    private static bool IsFieldName(string name) => name.Length is > 0 and <= 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
