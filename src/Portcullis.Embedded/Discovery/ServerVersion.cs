using System.Text.Json;

namespace Portcullis.Embedded.Discovery;

/// <summary>The version of Kubernetes whose behaviour the server follows.</summary>
internal static class ServerVersion
{
    /// <summary>The build metadata says that this is no release of Kubernetes.</summary>
    public const string GitVersion = "v1.36.2+portcullis";

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("major", "1");
        json.WriteString("minor", "36");
        json.WriteString("emulationMajor", "1");
        json.WriteString("emulationMinor", "36");
        json.WriteString("minCompatibilityMajor", "1");
        json.WriteString("minCompatibilityMinor", "35");
        json.WriteString("gitVersion", GitVersion);
        json.WriteString("gitCommit", "");
        json.WriteString("gitTreeState", "clean");
        json.WriteString("buildDate", "1970-01-01T00:00:00Z");
        json.WriteString("goVersion", "");
        json.WriteString("compiler", "");
        json.WriteString("platform", "linux/amd64");
        json.WriteEndObject();
    }
}
