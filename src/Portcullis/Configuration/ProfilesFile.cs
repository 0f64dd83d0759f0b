using System.Text.Json;
using Portcullis.Admission;

namespace Portcullis.Configuration;

/// <summary>Reads the operator's own profiles: a JSON object of profiles by name.</summary>
internal static class ProfilesFile
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>The profiles of a file with the built-in ones.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="faults">Everything that is wrong with it, each with the name of the profile and of the field.</param>
    public static IReadOnlyDictionary<string, Profile> Parse(string text, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        faults = found;
        var profiles = new Dictionary<string, Profile>(Profile.BuiltIn, StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadAll(document.RootElement, profiles, found);
            }
            else
            {
                found.Add("must be a JSON object of profiles by name");
            }
        }
        catch (JsonException error)
        {
            found.Add($"is no JSON: {error.Message}");
        }

        return profiles;
    }

    private static void ReadAll(JsonElement root, Dictionary<string, Profile> profiles, List<string> faults)
    {
        foreach (var entry in root.EnumerateObject())
        {
            var profile = new ProfileFields(entry.Name, faults).Read(entry.Value);
            if (Profile.BuiltIn.ContainsKey(entry.Name))
            {
                faults.Add($"{entry.Name}: is built in and cannot be changed; give yours another name");
            }
            else if (!NameText.IsDnsLabel(entry.Name))
            {
                faults.Add($"{entry.Name}: is no name of a profile; allowed are lower-case letters, digits and hyphens, at most 63");
            }
            else
            {
                profiles[entry.Name] = profile;
            }
        }
    }
}
