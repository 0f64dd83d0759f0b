using System.Text.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Admission;

/// <summary>Reads an admitted manifest back, as it is kept on a stack's Service.</summary>
public static class AdmittedManifest
{
    /// <summary>The Pod that admission once made of it. It is not judged again: only what was admitted may be given here.</summary>
    /// <param name="manifest">The text of <see cref="Admitted.Manifest"/>.</param>
    /// <exception cref="FormatException">The text is no such manifest.</exception>
    public static Pod ToPod(string manifest)
    {
        if (YamlText.Parse(manifest, YamlLimits.Operator) is not YamlParsed parsed)
        {
            throw new FormatException("the recorded manifest is no YAML");
        }

        try
        {
            return YamlToJson.Convert(parsed.Root).Deserialize(ResourceTypes.Pods.Json) ?? throw new FormatException("the recorded manifest is empty");
        }
        catch (JsonException error)
        {
            throw new FormatException("the recorded manifest is no pod", error);
        }
    }
}
