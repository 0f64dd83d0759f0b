using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads container ports.</summary>
internal static class PortReader
{
    public static List<ContainerPort>? Read(ObjectReader container, ReadContext context)
    {
        if (container.Items("ports") is not { } items)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<ContainerPort>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = container.At("ports").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                result.Add(ReadOne(reader, names));
            }
        }

        return result;
    }

    private static ContainerPort ReadOne(ObjectReader reader, HashSet<string> names)
    {
        var hasNumber = reader.Take("containerPort") is not null;
        var number = reader.Int("containerPort", 1, 65535);
        if (!hasNumber)
        {
            reader.Refuse("containerPort", "required", null, "1 to 65535");
        }

        var name = reader.FilledText("name");
        if (name is not null && NameRules.PortName(name) is [var problem, ..])
        {
            reader.Refuse("name", problem, name);
        }
        else if (name is not null && !names.Add(name))
        {
            reader.Refuse("name", "another port of this container has the same name", name);
        }

        var protocol = reader.Word("protocol", "TCP", "UDP") ?? "TCP";
        reader.Close(Fields.ContainerPort);
        return new ContainerPort { Name = name, Port = number, Protocol = protocol };
    }
}
