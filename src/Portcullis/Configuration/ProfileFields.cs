using System.Text.Json;
using Portcullis.Admission;
using Portcullis.Model.Quantities;

namespace Portcullis.Configuration;

/// <summary>Reads the fields of one profile in the operator's file, and says of each what is wrong with it.</summary>
/// <param name="name">The profile's name, for what is said.</param>
/// <param name="faults">Where that goes.</param>
internal sealed class ProfileFields(string name, List<string> faults)
{
    private static readonly string[] Known =
    [
        "allow_privilege_escalation", "apparmor", "beyond_baseline", "capabilities", "host_users", "max_cpu", "max_ephemeral_storage", "max_memory",
        "ping", "read_only_root_filesystem", "requestable", "run_as_group", "run_as_non_root", "run_as_user", "runtime_class", "seccomp",
    ];

    /// <summary>Reads a profile.</summary>
    /// <param name="element">What the file has under its name.</param>
    public Profile Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{name}: must be an object");
            return new Profile();
        }

        foreach (var field in element.EnumerateObject().Where(field => !Known.Contains(field.Name, StringComparer.Ordinal)))
        {
            faults.Add($"{name}.{field.Name}: there is no such field; the nearest is {NearestName.Of(field.Name, Known)}");
        }

        var before = faults.Count;
        var profile = new Profile
        {
            Capabilities = Texts(element, "capabilities") ?? [],
            AllowPrivilegeEscalation = Flag(element, "allow_privilege_escalation") ?? false,
            Seccomp = Choices(element, "seccomp") ?? [ProfileChoice.RuntimeDefault],
            AppArmor = Choices(element, "apparmor") ?? [],
            RunAsNonRoot = Flag(element, "run_as_non_root") ?? false,
            RunAsUser = Ids(element, "run_as_user"),
            RunAsGroup = Ids(element, "run_as_group"),
            Ping = Flag(element, "ping") ?? false,
            ReadOnlyRootFilesystem = Flag(element, "read_only_root_filesystem") ?? false,
            RuntimeClass = Find(element, "runtime_class") is { } runtime ? Text(runtime, "runtime_class") : null,
            HostUsers = HostUsers(element),
            MaxCpu = Amount(element, "max_cpu"),
            MaxMemory = Amount(element, "max_memory"),
            MaxEphemeralStorage = Amount(element, "max_ephemeral_storage"),
            Requestable = Flag(element, "requestable") ?? true,
            BeyondBaseline = Flag(element, "beyond_baseline") ?? false,
        };
        if (faults.Count == before)
        {
            // Of a field that could not be read, what it would have meant for others is guesswork.
            faults.AddRange(ProfileRules.Check(profile).Select(fault => $"{name}.{fault.Field}: {fault.Message}"));
        }

        return profile;
    }

    private static JsonElement? Find(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        faults.Add($"{name}.{path}: must be a string");
        return null;
    }

    private bool? Flag(JsonElement element, string field)
    {
        var value = Find(element, field);
        if (value is null or { ValueKind: JsonValueKind.True or JsonValueKind.False })
        {
            return value?.GetBoolean();
        }

        faults.Add($"{name}.{field}: must be true or false");
        return null;
    }

    // True is the cluster's default and grants nothing.
    private bool? HostUsers(JsonElement element) => Flag(element, "host_users") == false ? false : null;

    private List<string>? Texts(JsonElement element, string field)
    {
        if (Find(element, field) is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"{name}.{field}: must be a list of strings");
            return null;
        }

        return [.. list.EnumerateArray().Select((item, index) => Text(item, $"{field}[{index}]")).OfType<string>()];
    }

    private List<ProfileChoice>? Choices(JsonElement element, string field)
    {
        if (Texts(element, field) is not { } texts)
        {
            return null;
        }

        var choices = new List<ProfileChoice>(texts.Count);
        foreach (var text in texts)
        {
            if (ProfileChoice.TryParse(text, out var choice))
            {
                choices.Add(choice);
            }
            else
            {
                faults.Add($"{name}.{field}: \"{text}\" is not allowed; allowed are RuntimeDefault, Unconfined and Localhost/PATH");
            }
        }

        return choices;
    }

    private IdRange? Ids(JsonElement element, string field)
    {
        if (Find(element, field) is not { } range)
        {
            return null;
        }

        if (range.ValueKind == JsonValueKind.Object
            && range.EnumerateObject().All(entry => entry.Name is "min" or "max" or "default")
            && Id(range, "min") is { } min && Id(range, "max") is { } max && Id(range, "default") is { } silent)
        {
            return new IdRange(min, max, silent);
        }

        faults.Add($"{name}.{field}: must be {{\"min\": NUMBER, \"max\": NUMBER, \"default\": NUMBER}}");
        return null;
    }

    private static long? Id(JsonElement range, string field) =>
        range.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) ? id : null;

    private Quantity? Amount(JsonElement element, string field)
    {
        var value = Find(element, field);
        var text = value is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : value is { } other ? Text(other, field) : null;
        if (text is null)
        {
            return null;
        }

        if (Quantity.TryParse(text, out var amount))
        {
            return amount;
        }

        faults.Add($"{name}.{field}: \"{text}\" is no quantity, such as 500m, 16 or 32Gi");
        return null;
    }
}
