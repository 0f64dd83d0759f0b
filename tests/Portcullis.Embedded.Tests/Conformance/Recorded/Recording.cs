using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Testing;

namespace Portcullis.Embedded.Tests.Conformance.Recorded;

/// <summary>What a real API server of one release answered to every scenario.</summary>
/// <remarks>
/// Lines of JSON, compressed: a scenario with its picks, then its exchanges in order, each with the fingerprint of the
/// request and the normalised answer.
/// </remarks>
/// <param name="Release">Such as <c>1.36.2</c>: the name of the folder.</param>
/// <param name="Scenarios">By name.</param>
internal sealed record Recording(string Release, IReadOnlyDictionary<string, RecordedScenario> Scenarios)
{
    /// <summary>What a recording's only file is called.</summary>
    public const string FileName = "answers.jsonl.gz";

    /// <summary>The releases that there are recordings of, the newest first.</summary>
    public static IReadOnlyList<string> Releases { get; } =
        [.. Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)).OrderByDescending(Version.Parse)];

    /// <summary>The folder that holds a folder for each release.</summary>
    public static string Folder => Path.Combine(Checkout.Root, "tests", "Portcullis.Embedded.Tests", "Recordings");

    /// <summary>The recording of a release.</summary>
    public static Recording Of(string release) => Load(release, Path.Combine(Folder, release));

    /// <summary>Reads the recording that lies in a folder.</summary>
    public static Recording Load(string release, string folder)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, FileName)), CompressionMode.Decompress));
        var scenarios = new Dictionary<string, RecordedScenario>();
        var answers = new List<RecordedAnswer>();
        while (reader.ReadLine() is { } line)
        {
            var json = JsonNode.Parse(line)!;
            if (json["scenario"] is { } name)
            {
                answers = [];
                scenarios.Add(name.ToString(), new(new Picks(json["picks"]!.AsObject().ToDictionary(p => p.Key, p => p.Value!.ToString())), answers));
            }
            else
            {
                answers.Add(new(json["exchange"]!.ToString(), json["request"]!.ToString(), json["answer"]!));
            }
        }

        return new(release, scenarios);
    }

    /// <summary>Writes it into a folder, which is made where it is missing.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        using var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, FileName)), CompressionLevel.SmallestSize));
        foreach (var (name, scenario) in Scenarios)
        {
            writer.Write(Line(new() { ["scenario"] = name, ["picks"] = new JsonObject(scenario.Picks.Values.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))) }));
            foreach (var answer in scenario.Answers)
            {
                writer.Write(Line(new() { ["exchange"] = answer.Exchange, ["request"] = answer.Request, ["answer"] = answer.Answer.DeepClone() }));
            }
        }
    }

    private static string Line(JsonObject json) => json.ToJsonString(Comparing.ShownJson.Options) + '\n';
}
