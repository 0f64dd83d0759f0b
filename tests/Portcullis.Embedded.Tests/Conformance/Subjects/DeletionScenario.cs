using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Deletion: preconditions, finalizers, owners and propagation.</summary>
internal static class DeletionScenario
{
    public static Scenario Scenario { get; } = new("deletions",
    [
        Make("a"),
        Delete("other-uid", "configmaps/a", """{"preconditions":{"uid":"11111111-2222-3333-4444-555555555555"}}"""),
        Delete("other-version", "configmaps/a", """{"preconditions":{"resourceVersion":"1"}}"""),
        Delete("both-other", "configmaps/a", """{"preconditions":{"uid":"$(a:metadata.uid)","resourceVersion":"1"}}"""),
        Delete("bad-propagation", "configmaps/a", """{"propagationPolicy":"Sideways"}"""),
        Delete("bad-propagation-in-query", "configmaps/a?propagationPolicy=Sideways"),
        Delete("two-propagations", "configmaps/a", """{"propagationPolicy":"Orphan","orphanDependents":true}"""),
        Delete("bad-dry-run", "configmaps/a", """{"dryRun":["Some"]}"""),
        Delete("dry-run", "configmaps/a", """{"kind":"DeleteOptions","apiVersion":"v1","dryRun":["All"]}"""),
        Delete("malformed", "configmaps/a", "{"),
        Delete("other-kind", "configmaps/a", """{"kind":"Pod","apiVersion":"v1"}"""),
        Delete("negative-grace", "configmaps/a?dryRun=All&gracePeriodSeconds=-1"),
        Delete("preconditions-hold", "configmaps/a", """{"preconditions":{"uid":"$(a:metadata.uid)","resourceVersion":"$(a:metadata.resourceVersion)"}}"""),
        Make("held", "\"finalizers\":[\"example.com/a\",\"example.com/b\"]"),
        Delete("delete-held", "configmaps/held"),
        Delete("delete-held-again", "configmaps/held"),
        Patch("one-released", "configmaps/held", """{"metadata":{"finalizers":["example.com/b"]}}"""),
        Patch("add-finalizer", "configmaps/held", """{"metadata":{"finalizers":["example.com/b","example.com/c"]}}"""),
        Patch("label-held", "configmaps/held", """{"metadata":{"labels":{"a":"b"}}}"""),
        Patch("revive", "configmaps/held", """{"metadata":{"deletionTimestamp":null}}"""),
        Post("name-still-taken", "configmaps", """{"metadata":{"name":"held"}}"""),
        Patch("released", "configmaps/held", """{"metadata":{"finalizers":[]}}"""),
        Get("held-gone", "configmaps/held"),
        Watch("watch-held", "configmaps?fieldSelector=metadata.name%3Dheld&resourceVersion=$(held:metadata.resourceVersion)", 4),
        Make("beside"),
        Delete("query-beside-body", "configmaps/beside?dryRun=All&gracePeriodSeconds=0", "{}"),
        Get("body-rules-alone", "configmaps/beside"),
        Make("owner"),
        Owned("dependent", "owner"),
        Delete("delete-owner", "configmaps/owner"),
        Get("dependent-collected", "secrets/dependent").UntilCode(404),
        Make("foreground"),
        Owned("blocking", "foreground", "\"finalizers\":[\"example.com/slow\"],"),
        Delete("delete-foreground", "configmaps/foreground", """{"propagationPolicy":"Foreground"}"""),
        Get("foreground-waits", "configmaps/foreground"),
        Get("blocking-going", "secrets/blocking").UntilField("metadata.deletionGracePeriodSeconds", "0"),
        Patch("blocking-released", "secrets/blocking", """{"metadata":{"finalizers":null}}"""),
        Get("foreground-gone", "configmaps/foreground").UntilCode(404),
        Make("parent"),
        Owned("orphan", "parent"),
        Delete("delete-orphaning", "configmaps/parent?propagationPolicy=Orphan"),
        Get("parent-gone", "configmaps/parent").UntilCode(404),
        Get("orphan-stays", "secrets/orphan").UntilField("metadata.ownerReferences", ""),
        Post("owner-never-was", "secrets", """{"metadata":{"name":"stray","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"never","uid":"11111111-2222-3333-4444-555555555555"}]}}"""),
        Get("stray-collected", "secrets/stray").UntilCode(404),
        Make("two", "\"labels\":{\"set\":\"x\"}"),
        Make("three", "\"labels\":{\"set\":\"x\"},\"finalizers\":[\"example.com/a\"]"),
        Delete("collection-precondition", "configmaps?labelSelector=set%3Dx", """{"preconditions":{"uid":"11111111-2222-3333-4444-555555555555"}}"""),
        Delete("collection-dry-run", "configmaps?labelSelector=set%3Dx&dryRun=All"),
        Delete("collection", "configmaps?labelSelector=set%3Dx"),
        Get("collection-left", "configmaps?labelSelector=set%3Dx"),
        Delete("collection-bad-selector", "configmaps?labelSelector=a%20b"),
        Patch("three-released", "configmaps/three", """{"metadata":{"finalizers":null}}"""),
    ]);

    private static Exchange Make(string name, string meta = "\"labels\":{}") => Post(name, "configmaps", $$$$"""{"metadata":{"name":"{{{{name}}}}",{{{{meta}}}}}}""");

    private static Exchange Owned(string name, string owner, string meta = "") => Post(
        name,
        "secrets",
        $$$$"""{"metadata":{"name":"{{{{name}}}}",{{{{meta}}}}"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"{{{{owner}}}}","uid":"$({{{{owner}}}}:metadata.uid)","blockOwnerDeletion":true}]}}""");
}
