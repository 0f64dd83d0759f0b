using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads environment variables: literal values, and the pod's own name, namespace and address.</summary>
internal static class EnvReader
{
    private static readonly string[] OwnFields = ["metadata.name", "metadata.namespace", "status.podIP", "status.podIPs"];

    public static List<EnvVar>? Read(ObjectReader container, ReadContext context)
    {
        if (container.Items("env", hide: true) is not { } items)
        {
            return null;
        }

        var result = new List<EnvVar>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = container.At("env").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons, quiet: true) is { } reader)
            {
                result.Add(ReadOne(reader));
            }
        }

        return result;
    }

    private static EnvVar ReadOne(ObjectReader reader)
    {
        var name = reader.FilledText("name");
        var value = reader.Text("value");
        var hasSource = reader.Take("valueFrom") is not null;
        var source = hasSource ? ReadSource(reader.Object("valueFrom")) : null;
        if (name is null)
        {
            reader.Refuse("name", "required");
        }
        else if (NameRules.EnvVarName(name) is [var problem, ..])
        {
            reader.Refuse("name", problem);
        }

        if (hasSource && value is { Length: > 0 })
        {
            reader.Refuse("valueFrom", "not together with a value");
        }

        reader.Close(Fields.EnvVar);
        return new EnvVar { Name = name, Value = hasSource ? null : value ?? "", ValueFrom = source };
    }

    private static EnvVarSource? ReadSource(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var field = reader.Object("fieldRef");
        if (reader.Close(Fields.EnvVarSource) && field is null)
        {
            reader.Refuse("fieldRef", "required", allowed: string.Join(", ", OwnFields));
        }

        return new EnvVarSource { FieldRef = FieldRefReader.Read(field, OwnFields) };
    }
}
