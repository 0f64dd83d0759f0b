using Portcullis.Model.Wire.Core;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads the pod as a whole.</summary>
internal static class PodReader
{
    /// <summary>Reads a pod; whatever is wrong with it is a reason. Null when there is nothing to go on.</summary>
    public static Pod? Read(YamlNode root, ReadContext context)
    {
        var reader = root is YamlMapping ? ObjectReader.Open(root, FieldPath.Root, context.Reasons) : null;
        if (reader is null)
        {
            context.Reasons.Add("pod_spec", "must be an object with apiVersion, kind, metadata and spec", Shown.Node(root));
            return null;
        }

        Expect(reader, "apiVersion", "v1");
        Expect(reader, "kind", "Pod");
        var metadata = MetadataReader.Read(reader.Object("metadata"), context);
        var specNode = reader.Take("spec");
        var spec = ObjectReader.Open(specNode, reader.At("spec"), context.Reasons);
        if (specNode is null)
        {
            reader.Refuse("spec", "required");
        }

        reader.Close(Fields.Top);
        return new Pod { ApiVersion = "v1", Kind = "Pod", Metadata = metadata, Spec = spec is null ? null : PodSpecReader.Read(spec, context) };
    }

    private static void Expect(ObjectReader reader, string name, string value)
    {
        var found = reader.Text(name);
        if (found != value)
        {
            reader.Refuse(name, found is null ? "required" : "must be a pod of the core API", found, value);
        }
    }
}
