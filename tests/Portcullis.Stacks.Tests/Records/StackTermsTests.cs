using System.Collections;
using System.Reflection;
using System.Text.Json;
using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>Whatever a stack keeps of what its caller gave comes back from its Service: every member that the terms have, and will have.</summary>
public sealed class StackTermsTests
{
    private static readonly PropertyInfo[] Members = [.. typeof(StackTerms).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite)];

    [Fact]
    public void Terms_come_back_from_the_service_that_they_were_written_to()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var terms = Arbitrary(random);

            var service = JsonSerializer.Deserialize(JsonSerializer.Serialize(Made(terms), ModelJson.Default.Service), ModelJson.Default.Service)!;

            Shown(Worlds.Record(service).Terms).ShouldBe(Shown(terms), $"seed {seed}, case {i}");
        }
    }

    [Fact]
    public void Pod_and_service_carry_the_same_labels_and_all_of_them_are_legal()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var blueprint = Blueprint(Arbitrary(random));
            var service = Made(blueprint.Terms);
            var pod = PodFactory.Make(blueprint, service, "bbbbb", TimeSpan.Zero, null, Worlds.Settings, null);

            pod.Metadata.Labels!.OrderBy(label => label.Key).ShouldBe(service.Metadata.Labels!.OrderBy(label => label.Key));
            service.Metadata.Labels!.Values.SelectMany(NameRules.LabelValue).ShouldBeEmpty($"seed {seed}, case {i}");
        }
    }

    [Fact]
    public void What_the_caller_left_open_is_the_operators()
    {
        var settings = Worlds.Settings with { DefaultEgress = "internet" };

        Shown(new StackTerms { Owner = "o" }.Settle("restricted", ["A"], settings))
            .ShouldBe(Shown(new() { Owner = "o", Egress = "internet", Profile = "restricted", EnvNames = ["A"] }));
        new StackTerms { Egress = "none" }.Settle("baseline", [], settings).Egress.ShouldBe("none");
    }

    [Fact]
    public void Profile_beyond_baseline_is_told_as_it_was_when_the_stack_was_made()
    {
        var settings = Worlds.Settings with { Profiles = new Dictionary<string, Profile> { ["debug"] = new() { BeyondBaseline = true } } };

        new StackTerms().Settle("debug", [], settings).BeyondBaseline.ShouldBeTrue();
        new StackTerms().Settle("gone", [], settings).BeyondBaseline.ShouldBeFalse();
    }

    private static Service Made(StackTerms terms) => ServiceFactory.Make(Blueprint(terms), "bbbbb", new Dictionary<int, int> { [80] = 31001 }, Worlds.Settings);

    private static StackBlueprint Blueprint(StackTerms terms) => new()
    {
        Id = Worlds.Id,
        Terms = terms,
        ExpiresAt = Worlds.Start,
        Ports = [new(80, PortProtocol.Tcp)],
        Manifest = Worlds.Manifest,
        Template = new() { Spec = new() },
        CpuMilli = 1,
        MemoryBytes = 1,
    };

    // By reflection, so that a member is tried as soon as there is one.
    private static StackTerms Arbitrary(Random random)
    {
        var terms = new StackTerms();
        foreach (var member in Members)
        {
            member.SetValue(terms, Value(member, random));
        }

        return terms;
    }

    private static object? Value(PropertyInfo member, Random random) => member.Name switch
    {
        nameof(StackTerms.Egress) => random.GetItems(["none", "internet"], 1)[0],
        nameof(StackTerms.Profile) => random.GetItems(["baseline", "restricted", "debug-2"], 1)[0],
        nameof(StackTerms.EnvNames) => Enumerable.Range(0, random.Next(4)).Select(index => $"NAME_{index}").ToArray(),
        _ when member.PropertyType == typeof(bool) => random.Next(2) == 0,
        _ when member.PropertyType == typeof(string) => random.Next(3) == 0 ? null : Text(random),
        _ => throw new InvalidOperationException($"say here what {member.Name} may be"),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 40))
        .Select(_ => random.GetItems(["a", "Z", "0", " ", ",", "=", ":", "/", "\"", "\\", "<", "é", "\u202e", "\u200d", "\n", "\u001b", "😀", "{", "-", "."], 1)[0]));

    private static string Shown(StackTerms terms) => string.Join('\n', Members.Select(member => $"{member.Name}: {Shown(member.GetValue(terms))}"));

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        string text => $"\"{text}\"",
        IEnumerable list => $"[{string.Join(',', list.Cast<object>())}]",
        _ => $"{value}",
    };
}
