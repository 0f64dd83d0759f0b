using System.Globalization;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;

namespace Portcullis.Embedded.Patching;

/// <summary>What one manager owns of an object.</summary>
internal sealed record ManagerEntry(string Manager, bool Applies, string Subresource, string ApiVersion, DateTimeOffset? Time, IReadOnlySet<FieldAddress> Fields)
{
    /// <summary>Whether another entry is of the same manager, by the same operation, on the same part of the object.</summary>
    public bool IsSameManager(ManagerEntry other) => Manager == other.Manager && Applies == other.Applies && Subresource == other.Subresource;

    /// <summary>How conflicts name the manager.</summary>
    public string Describe()
    {
        var name = $"\"{Manager}\"";
        if (Subresource.Length > 0)
        {
            name = $"{name} with subresource \"{Subresource}\"";
        }

        return Applies ? name : $"{name} using {ApiVersion}";
    }

    public static ManagerEntry? Parse(JsonNode? node)
    {
        if (node is not JsonObject entry || entry["fieldsV1"] is not JsonObject tree || entry["manager"]?.GetValue<string>() is not { } manager)
        {
            return null;
        }

        var fields = new HashSet<FieldAddress>();
        Read(tree, FieldAddress.Root, fields);
        return new(
            manager,
            entry["operation"]?.GetValue<string>() == "Apply",
            entry["subresource"]?.GetValue<string>() ?? "",
            entry["apiVersion"]?.GetValue<string>() ?? "",
            DateTimeOffset.TryParse(entry["time"]?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null,
            fields);
    }

    public JsonObject ToJson()
    {
        var tree = new JsonObject();
        foreach (var address in Fields.OrderBy(f => f.Text, StringComparer.Ordinal))
        {
            Write(tree, address.Elements);
        }

        var entry = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Applies ? "Apply" : "Update",
            ["apiVersion"] = ApiVersion,
            ["time"] = Time is { } time ? Rfc3339.Seconds(time) : null,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = tree,
        };
        if (Subresource.Length > 0)
        {
            entry["subresource"] = Subresource;
        }

        return entry;
    }

    /// <summary>A field that is owned and has owned fields inside is marked by a dot.</summary>
    private void Write(JsonObject tree, IReadOnlyList<string> elements)
    {
        var at = tree;
        var address = FieldAddress.Root;
        foreach (var element in elements)
        {
            address = address.Then(element);
            if (at[element] is not JsonObject next)
            {
                at[element] = next = [];
            }
            else if (next.Count == 0 && address.Elements.Count < elements.Count && Fields.Contains(address))
            {
                next["."] = new JsonObject();
            }

            at = next;
        }
    }

    private static void Read(JsonObject tree, FieldAddress at, HashSet<FieldAddress> fields)
    {
        if (at != FieldAddress.Root && (tree.Count == 0 || tree.ContainsKey(".")))
        {
            fields.Add(at);
        }

        foreach (var (element, inner) in tree)
        {
            if (element != "." && inner is JsonObject subtree)
            {
                Read(subtree, at.Then(element), fields);
            }
        }
    }
}
