using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portcullis.Model.Json;

namespace Portcullis.Cli.Pods;

/// <summary>Effective security contexts as text.</summary>
internal static class EffectiveText
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The titles of the table.</summary>
    public static IReadOnlyList<string> Header { get; } = ["NAME", "CONTAINER", "TYPE", "USER", "GROUP", "NO NEW PRIVS", "CAPABILITIES", "SETTINGS (AND WHERE FROM)"];

    /// <summary>For programs: one line. The security context has Kubernetes' names, everything around it ours.</summary>
    /// <param name="view">The answer.</param>
    public static string Json(EffectiveView view)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("name", view.Name);
            writer.WriteStartArray("containers");
            foreach (var container in view.Containers)
            {
                Write(writer, container);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>For people: a row a container.</summary>
    /// <param name="found">The pod.</param>
    /// <param name="view">The answer.</param>
    public static IEnumerable<IReadOnlyList<string>> Rows(FoundPod found, EffectiveView view) => view.Containers.Select(container => (IReadOnlyList<string>)
    [
        found.Object.Name.ToString(),
        container.Name,
        container.Type,
        container.Kernel.User?.ToString() ?? "image's",
        container.Kernel.Group?.ToString() ?? "image's",
        container.NoNewPrivs ? "yes" : "no",
        container.Kernel.Bounding.Count == 0 ? "none" : string.Join(",", container.Kernel.Bounding),
        Settings(container),
    ]);

    private static string Settings(EffectiveContainerView container)
    {
        var context = JsonSerializer.SerializeToElement(container.Effective, ModelJson.Default.SecurityContext);
        return string.Join("; ", context.EnumerateObject().Select(field => $"{field.Name}={field.Value.ToString().Replace("\"", "", StringComparison.Ordinal)} ({container.From.GetValueOrDefault(field.Name, "container")})"));
    }

    private static void Write(Utf8JsonWriter writer, EffectiveContainerView container)
    {
        writer.WriteStartObject();
        writer.WriteString("name", container.Name);
        writer.WriteString("type", container.Type);
        writer.WritePropertyName("effective");
        JsonSerializer.Serialize(writer, container.Effective, ModelJson.Default.SecurityContext);
        writer.WriteBoolean("no_new_privs", container.NoNewPrivs);
        writer.WriteStartObject("from");
        foreach (var (field, level) in container.From)
        {
            writer.WriteString(field, level);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("kernel");
        JsonSerializer.Serialize(writer, container.Kernel, PodsJson.Plain.KernelView);
        writer.WriteEndObject();
    }
}
