using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads volume mounts.</summary>
internal static class MountReader
{
    public static List<VolumeMount>? Read(ObjectReader container, IReadOnlySet<string> volumes, ReadContext context)
    {
        if (container.Items("volumeMounts") is not { } items)
        {
            return null;
        }

        var mounts = new List<VolumeMount>(items.Count);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var path = container.At("volumeMounts").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                mounts.Add(ReadOne(reader, volumes, paths));
            }
        }

        return mounts;
    }

    private static VolumeMount ReadOne(ObjectReader reader, IReadOnlySet<string> volumes, HashSet<string> paths)
    {
        var name = reader.FilledText("name");
        if (name is null || !volumes.Contains(name))
        {
            reader.Refuse("name", name is null ? "required" : "no volume of this pod has this name", name);
        }

        var mountPath = reader.FilledText("mountPath");
        if (mountPath is null || mountPath.Contains(':', StringComparison.Ordinal))
        {
            reader.Refuse("mountPath", mountPath is null ? "required" : "must not contain ':'", mountPath);
        }
        else if (!paths.Add(mountPath))
        {
            reader.Refuse("mountPath", "another volume is mounted there", mountPath);
        }

        // "None" is the default spelled out.
        reader.Word("mountPropagation", "None");
        var mount = new VolumeMount
        {
            Name = name,
            MountPath = mountPath,
            ReadOnly = reader.Flag("readOnly"),
            SubPath = Below(reader, "subPath"),
            SubPathExpr = Below(reader, "subPathExpr"),
        };
        if (mount is { SubPath: not null, SubPathExpr: not null })
        {
            reader.Refuse("subPathExpr", "not together with subPath", mount.SubPathExpr);
        }

        reader.Close(Fields.VolumeMount);
        return mount;
    }

    private static string? Below(ObjectReader reader, string name)
    {
        var path = reader.FilledText(name);
        if (path is not null && !Syntax.IsDescendingPath(path))
        {
            reader.Refuse(name, "must be a relative path without \"..\"", path);
        }

        return path;
    }
}
