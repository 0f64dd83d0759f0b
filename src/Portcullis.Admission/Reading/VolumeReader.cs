using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads volumes: emptyDir with a limit, and files made from the pod's own metadata.</summary>
internal static class VolumeReader
{
    public static List<Volume>? Read(ObjectReader spec, ReadContext context)
    {
        if (spec.Items("volumes") is not { } items)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var volumes = new List<Volume>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = spec.At("volumes").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                volumes.Add(ReadOne(reader, path, names, context));
            }
        }

        return volumes;
    }

    private static Volume ReadOne(ObjectReader reader, FieldPath path, HashSet<string> names, ReadContext context)
    {
        var name = reader.FilledText("name");
        if (name is null)
        {
            reader.Refuse("name", "required");
        }
        else if (NameRules.Dns1123Label(name) is [var problem, ..])
        {
            reader.Refuse("name", problem, name);
        }
        else if (!names.Add(name))
        {
            reader.Refuse("name", "another volume has the same name", name);
        }

        var emptyDir = reader.Object("emptyDir");
        var downward = reader.Object("downwardAPI");
        var projected = reader.Object("projected");
        var sources = (emptyDir is null ? 0 : 1) + (downward is null ? 0 : 1) + (projected is null ? 0 : 1);
        // The API server takes a volume without a source for an emptyDir, and so hides a slip in the source's name.
        if (reader.Close(Fields.Volume) && sources != 1)
        {
            context.Reasons.Add(path, "must have one source", $"{sources}", "emptyDir, downwardAPI, projected");
        }

        return new Volume
        {
            Name = name,
            EmptyDir = emptyDir is null ? null : ReadEmptyDir(emptyDir, context.Policy),
            DownwardAPI = downward is null ? null : DownwardReader.ReadVolume(downward, context),
            Projected = projected is null ? null : DownwardReader.ReadProjected(projected, context),
        };
    }

    private static EmptyDirVolumeSource ReadEmptyDir(ObjectReader reader, AdmissionPolicy policy)
    {
        var medium = reader.Word("medium", "Memory");
        var limit = ReadLimit(reader, medium is null ? policy.MaxEphemeralStorage : policy.MaxMemory);
        reader.Close(Fields.EmptyDir);
        return new EmptyDirVolumeSource { Medium = medium, SizeLimit = limit ?? policy.DefaultEphemeralStorage };
    }

    // A limit of 0 is none to the kubelet.
    private static Quantity? ReadLimit(ObjectReader reader, Quantity maximum)
    {
        var node = reader.Take("sizeLimit");
        if (node is null || ObjectReader.IsEmpty(node))
        {
            return null;
        }

        if (!QuantityReader.TryRead(node, out var limit) || limit.Sign < 0)
        {
            reader.Refuse("sizeLimit", "must be a quantity, such as 64Mi, and not negative", Shown.Node(node));
        }
        else if (limit > maximum)
        {
            reader.Refuse("sizeLimit", "above the maximum", Shown.Node(node), $"at most {maximum}");
        }

        return limit.Sign > 0 ? Quantity.FromUnits(limit.Value, limit.Format) : null;
    }
}
