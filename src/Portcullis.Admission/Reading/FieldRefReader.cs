using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads references to the pod's own fields.</summary>
internal static class FieldRefReader
{
    private static readonly string[] Maps = ["metadata.labels", "metadata.annotations"];

    /// <summary>Reads a reference to one of a few fields.</summary>
    public static ObjectFieldSelector? Read(ObjectReader? reader, string[] allowed, bool keysOfMaps = false)
    {
        if (reader is null)
        {
            return null;
        }

        reader.Word("apiVersion", "v1");
        var field = reader.FilledText("fieldPath");
        if (field is null)
        {
            reader.Refuse("fieldPath", "required", null, string.Join(", ", allowed));
        }
        else if (!allowed.Contains(field, StringComparer.Ordinal) && !(keysOfMaps && IsKeyOfMap(field)))
        {
            reader.Refuse("fieldPath", "not one of the pod's own fields that may be shown", field, string.Join(", ", allowed));
        }

        reader.Close(Fields.FieldRef);
        return new ObjectFieldSelector { ApiVersion = "v1", FieldPath = field };
    }

    /// <summary>True for <c>metadata.labels['key']</c> and the same of annotations.</summary>
    private static bool IsKeyOfMap(string field)
    {
        var open = field.IndexOf("['", StringComparison.Ordinal);
        return open > 0
            && field.EndsWith("']", StringComparison.Ordinal)
            && field.Length > open + 4
            && Maps.Contains(field[..open], StringComparer.Ordinal)
            && NameRules.QualifiedName(field[(open + 2)..^2].ToLowerInvariant()).Count == 0;
    }
}
