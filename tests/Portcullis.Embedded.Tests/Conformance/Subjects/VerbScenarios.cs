using Portcullis.Model.Addresses;
using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Every verb on every resource.</summary>
internal static class VerbScenarios
{
    /// <summary>Whoever has a controller for them allocates Service addresses out of each, for as long as it is there.</summary>
    private const string AddressRanges = "servicecidrs";

    public static IEnumerable<Scenario> All => ResourceSamples.All.Select(s => new Scenario($"verbs-{s.Plural}", [.. Exchanges(s)]) { Alone = s.Plural == AddressRanges });

    private static IEnumerable<Exchange> Exchanges(ResourceSample sample)
    {
        var version = sample.ChecksVersion ? "$(create:metadata.resourceVersion)" : null;
        yield return Post("create", sample.Collection, sample.Object("a"));
        yield return Post("create-taken", sample.Collection, sample.Object("a"));
        yield return Get("get", sample.Item("a"));
        yield return Get("list", $"{sample.Collection}?{ResourceSample.Selector}");
        yield return Put("update", sample.Item("a"), sample.Object("a", version, "green", repeats: true));
        yield return Put("update-old-version", sample.Item("a"), sample.Object("a", "$(create:metadata.resourceVersion)", "red", repeats: true));
        yield return Patch("patch", sample.Item("a"), """{"metadata":{"annotations":{"color":"blue"}}}""");
        yield return Patch("patch-missing", sample.Item("none"), """{"metadata":{"annotations":{"color":"blue"}}}""");
        if (!sample.LooseUpdatesDiffer)
        {
            yield return Put("update-without-version", sample.Item("a"), sample.Object("a", null, "black"));
            yield return Put("update-missing", sample.Item("missing"), sample.Object("missing", sample.ChecksVersion ? "1" : null));
        }

        foreach (var exchange in sample.Status is { } status ? OfStatus(sample, status) : [])
        {
            yield return exchange;
        }

        if (sample.Namespaced)
        {
            yield return Get("list-everywhere", $"{sample.Everywhere}?{ResourceSample.Selector}");
        }

        // The writes before this one are three: two updates and a patch, or one update of a resource that checks versions.
        yield return Watch("watch", $"{sample.Collection}?{ResourceSample.Selector}&resourceVersion=$(create:metadata.resourceVersion)", 2);
        yield return Delete("delete", sample.Item("a"));
        yield return Delete("delete-missing", sample.Item("none"));
        if (sample.CollectionCanBeDeleted)
        {
            yield return Post("create-more", sample.Collection, sample.Object("b"));
            yield return Watch("watch-from-now", $"{sample.Collection}?{ResourceSample.Selector}&fieldSelector=metadata.name%3D{(sample.Namespaced ? "b" : "$(ns)-b")}", 1);
            yield return Delete("delete-collection", $"{sample.Collection}?{ResourceSample.Selector}");
            yield return Get("get-deleted", sample.Item("b"));
        }
    }

    private static IEnumerable<Exchange> OfStatus(ResourceSample sample, string status)
    {
        yield return Get("get-status", $"{sample.Item("a")}/status");
        yield return Patch("patch-status", $"{sample.Item("a")}/status", status);
        yield return Put("update-status", $"{sample.Item("a")}/status", sample.Object("a", null, "status"));
        yield return Get("get-after-status", sample.Item("a"));
    }
}
