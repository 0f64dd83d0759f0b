using System.Globalization;
using System.Text;

namespace Portcullis.Model.Errors;

/// <summary>The path of a field inside an object, as error messages spell it: <c>spec.containers[0].ports</c>.</summary>
/// <remarks>Immutable. Paths share their parents and are written out only when an error is found.</remarks>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;

    private FieldPath(FieldPath? parent, string name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>A path that starts here.</summary>
    /// <param name="path">A field name, or a whole path already written out.</param>
    public static FieldPath Of(string path) => new(null, path, Field);

    /// <summary>Same as <see cref="Of"/>.</summary>
    /// <param name="path">A field name, or a whole path already written out.</param>
    public static implicit operator FieldPath(string path) => Of(path);

    /// <summary>Same as <see cref="Of"/>.</summary>
    /// <param name="path">A field name, or a whole path already written out.</param>
    public static FieldPath FromString(string path) => Of(path);

    /// <summary>A field of the value at this path.</summary>
    /// <param name="name">The name of the field as on the wire.</param>
    public FieldPath Child(string name) => new(this, name, Field);

    /// <summary>An element of the list at this path.</summary>
    /// <param name="index">Counted from 0.</param>
    public FieldPath Index(int index) => new(this, "", index);

    /// <summary>An entry of the map at this path.</summary>
    /// <param name="key">The key of the entry.</param>
    public FieldPath Key(string key) => new(this, key, MapKey);

    /// <summary>The path written out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private const int Field = -1;
    private const int MapKey = -2;

    private void Write(StringBuilder text)
    {
        _parent?.Write(text);
        switch (_index)
        {
            case Field:
                text.Append(_parent is null ? "" : ".").Append(_name);
                break;
            case MapKey:
                text.Append('[').Append(_name).Append(']');
                break;
            default:
                text.Append('[').Append(_index.ToString(CultureInfo.InvariantCulture)).Append(']');
                break;
        }
    }
}
