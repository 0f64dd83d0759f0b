using System.Text.Json.Nodes;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Admission.Tests.ByField;

/// <summary>
/// Every field of the Kubernetes type Pod, as the API publishes them, is allowed, overwritten or refused, as the
/// documentation says. What lies below a refused field is refused with it.
/// </summary>
public sealed class FieldWalkTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<(string Field, string Fate)>> Documented = DocumentedFates.Read();

    [Fact]
    public void Documentation_has_every_type_that_can_be_reached_and_every_field_of_it()
    {
        var reached = new List<string>();
        Reach("Pod", reached);

        Documented.Keys.ShouldBe(reached, ignoreOrder: true);
        foreach (var type in reached)
        {
            Documented[type].Select(row => row.Field).ShouldBe(PublishedFields.Of(type).Select(field => field.Name), type);
            Documented[type].Select(row => row.Fate).ShouldBeSubsetOf(["allowed", "overwritten", "refused"]);
        }
    }

    [Fact]
    public void Allowed_field_is_kept() => ForEach("allowed", (path, before, after) =>
        JsonNode.DeepEquals(before, after) || after is JsonObject or JsonArray ? null : $"{path}: {before} became {after?.ToJsonString() ?? "nothing"}");

    [Fact]
    public void Overwritten_field_is_another_afterwards() => ForEach("overwritten", (path, before, after) =>
        JsonNode.DeepEquals(before, after) ? $"{path}: {before} was kept" : null);

    [Fact]
    public void Refused_field_is_refused_by_its_path()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var (type, field) in Of("refused"))
        {
            var published = PublishedFields.Of(type).Single(candidate => candidate.Name == field);
            var pod = FullManifest.Parse();
            var (_, at, place) = FullManifest.Objects(pod).First(found => found.Type == type);
            place[field] = PublishedFields.Sample(published);
            var path = at.Length == 0 ? field : $"{at}.{field}";
            var reasons = Manifests.Refused(pod.ToJsonString());
            if (!reasons.Any(reason => reason.Path == path && !reason.Message.Contains("no such field", StringComparison.Ordinal)))
            {
                wrong.Add($"{path}: {string.Join("; ", reasons)}");
            }

            count++;
        }

        wrong.ShouldBeEmpty();
        count.ShouldBeGreaterThan(90);
    }

    /// <summary>Asks about every field of a fate, in each place where the full manifest has it; one good place is enough.</summary>
    private static void ForEach(string fate, Func<string, JsonNode, JsonNode?, string?> judge)
    {
        var before = FullManifest.Objects(FullManifest.Parse()).ToList();
        var hardened = YamlToJson.Convert(((YamlParsed)YamlText.Parse(Manifests.Admitted(FullManifest.Text).Manifest, YamlLimits.Operator)).Root)!;
        var after = FullManifest.Objects(JsonNode.Parse(hardened.ToJsonString())!.AsObject()).ToDictionary(found => found.Path, found => found.Value);
        var wrong = new List<string>();
        foreach (var (type, field) in Of(fate))
        {
            var answers = before.Where(found => found.Type == type && found.Value[field] is not null)
                .Select(found => judge($"{found.Path}.{field}", found.Value[field]!, after.GetValueOrDefault(found.Path)?[field]))
                .ToList();
            if (answers.Count == 0)
            {
                wrong.Add($"{type}.{field}: the full manifest has none");
            }
            else if (answers.All(answer => answer is not null))
            {
                wrong.Add(answers[0]!);
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<(string Type, string Field)> Of(string fate) =>
        Documented.SelectMany(table => table.Value.Where(row => row.Fate == fate).Select(row => (table.Key, row.Field)));

    private static void Reach(string type, List<string> reached)
    {
        if (reached.Contains(type))
        {
            return;
        }

        reached.Add(type);
        var refused = Documented.GetValueOrDefault(type, []).Where(row => row.Fate == "refused").Select(row => row.Field).ToHashSet(StringComparer.Ordinal);
        foreach (var field in PublishedFields.Of(type).Where(field => PublishedFields.IsType(field.Of) && !refused.Contains(field.Name)))
        {
            Reach(field.Of, reached);
        }
    }
}
