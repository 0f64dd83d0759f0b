using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portcullis.Admission.Hardening;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Laws;

/// <summary>The laws of hardening, over requests of any kind, those that would be refused included.</summary>
public sealed class TightenOnlyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Result_is_never_looser_than_the_profile() => Holds((spec, profile, _) =>
        Rights.Of(Harden(spec, profile)).Values.All(rights => rights.IsWithin(Rights.Of(profile))));

    [Fact]
    public void Result_is_never_looser_than_the_request() => Holds((spec, profile, _) =>
    {
        var asked = Rights.Of(spec);
        return Rights.Of(Harden(spec, profile)).All(pair => pair.Value.IsWithin(asked[pair.Key]));
    });

    [Fact]
    public void Hardening_what_is_hardened_changes_nothing() => Holds((spec, profile, _) =>
    {
        var once = Harden(spec, profile);
        return Text(Harden(once, profile)) == Text(once);
    });

    [Fact]
    public void Order_of_two_profiles_does_not_matter() => Holds((spec, profile, other) =>
    {
        var one = Rights.Of(Harden(Harden(spec, profile), other));
        var two = Rights.Of(Harden(Harden(spec, other), profile));
        return one.All(pair => pair.Value.IsSameAs(two[pair.Key]));
    });

    [Fact]
    public void Order_within_lists_does_not_matter() => Holds((spec, profile, _) => Text(Harden(Reversed(spec), profile)) == Text(Harden(spec, profile)));

    [Fact]
    public void Profile_that_gives_as_much_as_asked_takes_nothing_away()
    {
        var all = new Profile
        {
            Capabilities = [.. Samples.Capabilities],
            AllowPrivilegeEscalation = true,
            Seccomp = [ProfileChoice.Unconfined],
        };
        Holds((spec, _, _) =>
        {
            var asked = Rights.Of(spec);
            return Rights.Of(Harden(spec, all)).All(pair =>
                pair.Value.Escalates == asked[pair.Key].Escalates
                && pair.Value.MayBeRoot == asked[pair.Key].MayBeRoot
                && (AsksForAll(asked[pair.Key]) || asked[pair.Key].Capabilities.Where(Samples.Capabilities.Contains).All(pair.Value.Capabilities.Contains)));
        });
    }

    private static void Holds(Func<PodSpec, Profile, Profile, bool> law) => Check.One(Many, Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        return law(Samples.Spec(random), Samples.Profile(random), Samples.Profile(random));
    }));

    // No profile grants that in one word; such a manifest is refused before it is hardened.
    private static bool AsksForAll(Rights asked) => asked.Capabilities.Count > 22;

    private static PodSpec Harden(PodSpec spec, Profile profile) => PodHardening.Apply(spec, new AdmissionPolicy(), profile, ["127.0.0.1"]);

    private static string Text(PodSpec spec) => JsonSerializer.Serialize(spec, ModelJson.Default.PodSpec);

    private static PodSpec Reversed(PodSpec spec) => spec with { Containers = [.. spec.Containers!.Select(Reversed)] };

    private static Container Reversed(Container container) => container.SecurityContext?.Capabilities is not { } capabilities
        ? container
        : container with
        {
            SecurityContext = container.SecurityContext with
            {
                Capabilities = new Capabilities { Add = capabilities.Add?.Reverse().ToList(), Drop = capabilities.Drop?.Reverse().ToList() },
            },
        };
}
