using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads entries for the hosts file.</summary>
internal static class HostAliasReader
{
    public static List<HostAlias>? Read(ObjectReader spec, ReadContext context)
    {
        if (spec.Items("hostAliases") is not { } items)
        {
            return null;
        }

        var aliases = new List<HostAlias>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = spec.At("hostAliases").Item(i);
            if (ObjectReader.OpenItem(items[i], path, context.Reasons) is { } reader)
            {
                aliases.Add(ReadOne(reader, path, context));
            }
        }

        return aliases;
    }

    private static HostAlias ReadOne(ObjectReader reader, FieldPath path, ReadContext context)
    {
        var address = reader.FilledText("ip");
        if (address is null || !Syntax.IsAddress(address))
        {
            reader.Refuse("ip", address is null ? "required" : "must be an IP address", address);
        }

        var alias = new HostAlias { Ip = address, Hostnames = ReadHostnames(reader, path, context) };
        reader.Close(Fields.HostAlias);
        return alias;
    }

    private static IReadOnlyList<string>? ReadHostnames(ObjectReader reader, FieldPath path, ReadContext context)
    {
        var names = reader.Texts("hostnames");
        for (var i = 0; i < names?.Count; i++)
        {
            if (NameRules.Dns1123Subdomain(names[i]) is [var problem, ..])
            {
                context.Reasons.Add(path.Field("hostnames").Item(i), problem, names[i]);
            }
        }

        return names;
    }
}
