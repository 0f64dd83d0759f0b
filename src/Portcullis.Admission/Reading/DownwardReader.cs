using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads volumes made from the pod's own metadata, alone and inside a projected volume.</summary>
internal static class DownwardReader
{
    private const int MaxMode = 511; // 0777

    private static readonly string[] OwnFields = ["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];

    public static DownwardApiVolumeSource ReadVolume(ObjectReader reader, ReadContext context)
    {
        var source = new DownwardApiVolumeSource
        {
            Items = ReadFiles(reader, new HashSet<string>(StringComparer.Ordinal), context),
            DefaultMode = reader.Int("defaultMode", 0, MaxMode),
        };
        reader.Close(Fields.DownwardApi);
        return source;
    }

    public static ProjectedVolumeSource ReadProjected(ObjectReader reader, ReadContext context)
    {
        var items = reader.Items("sources") ?? [];
        if (items.Count == 0)
        {
            reader.Refuse("sources", "required");
        }

        var paths = new HashSet<string>(StringComparer.Ordinal);
        var sources = new List<VolumeProjection>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = reader.At("sources").Item(i);
            var projection = ObjectReader.OpenItem(items[i], path, context.Reasons);
            var downward = projection?.Object("downwardAPI");
            if (downward is null)
            {
                context.Reasons.Add(path.Field("downwardAPI"), "required: no other source is allowed");
            }
            else
            {
                sources.Add(new VolumeProjection { DownwardAPI = new DownwardApiProjection { Items = ReadFiles(downward, paths, context) } });
                downward.Close(Fields.DownwardApiProjection);
            }

            projection?.Close(Fields.Projection);
        }

        var result = new ProjectedVolumeSource { Sources = sources, DefaultMode = reader.Int("defaultMode", 0, MaxMode) };
        reader.Close(Fields.Projected);
        return result;
    }

    private static List<DownwardApiVolumeFile>? ReadFiles(ObjectReader parent, HashSet<string> paths, ReadContext context)
    {
        if (parent.Items("items") is not { } items)
        {
            return null;
        }

        var files = new List<DownwardApiVolumeFile>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = parent.At("items").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                files.Add(ReadFile(reader, paths));
            }
        }

        return files;
    }

    private static DownwardApiVolumeFile ReadFile(ObjectReader reader, HashSet<string> paths)
    {
        var path = reader.FilledText("path");
        if (path is null || !Syntax.IsDescendingPath(path))
        {
            reader.Refuse("path", path is null ? "required" : "must be a relative path without \"..\"", path);
        }
        else if (!paths.Add(path))
        {
            reader.Refuse("path", "another file of this volume has the same path", path);
        }

        var field = reader.Object("fieldRef");
        if (field is null)
        {
            reader.Refuse("fieldRef", "required", null, string.Join(", ", OwnFields));
        }

        var file = new DownwardApiVolumeFile
        {
            Path = path,
            FieldRef = FieldRefReader.Read(field, OwnFields, keysOfMaps: true),
            Mode = reader.Int("mode", 0, MaxMode),
        };
        reader.Close(Fields.DownwardApiFile);
        return file;
    }
}
