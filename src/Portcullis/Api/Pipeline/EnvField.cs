using System.Text.Json;
using Portcullis.Stacks.Creating;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads the variables that a caller gives to a stack. Values are never repeated, whatever is wrong with them.</summary>
internal static class EnvField
{
    private const string Name = "env";

    public static StackEnv Read(JsonFields fields)
    {
        if (fields.Find(Name) is not { } value)
        {
            return StackEnv.None;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            fields.Problems.Add(new(Name, "must be an object of strings", Found: JsonFields.Describe(value)));
            return StackEnv.None;
        }

        var values = new List<KeyValuePair<string, string>>();
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
            {
                values.Add(new(entry.Name, entry.Value.GetString()!));
            }
            else
            {
                fields.Problems.Add(new($"{Name}.{entry.Name}", "must be a string", Found: JsonFields.Describe(entry.Value)));
            }
        }

        return StackEnv.Of(values, fields.Problems);
    }
}
