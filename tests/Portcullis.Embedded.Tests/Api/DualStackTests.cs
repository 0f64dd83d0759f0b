using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

/// <summary>The address families of services, as the API server of one and of two families settles them.</summary>
public sealed class DualStackTests
{
    private const string Services = "/api/v1/namespaces/default/services";

    private static readonly EmbeddedClusterOptions Two = new() { Simulate = false, DualStack = true };

    [Fact]
    public async Task Who_prefers_two_families_gets_what_the_cluster_has()
    {
        await using var one = await TestCluster.StartAsync();
        await using var two = await TestCluster.StartAsync(Two);
        var asked = Service("\"ipFamilyPolicy\":\"PreferDualStack\",");

        Families((await one.Post(Services, asked)).ShouldBe(201)).ShouldBe("PreferDualStack IPv4");
        var made = (await two.Post(Services, asked)).ShouldBe(201);

        Families(made).ShouldBe("PreferDualStack IPv4 IPv6");
        made["spec.clusterIP"].ShouldBe(made["spec.clusterIPs.0"]);
        made["spec.clusterIPs.0"].ShouldStartWith("10.43.");
        made["spec.clusterIPs.1"].ShouldStartWith("fd00:43::");
    }

    [Theory]
    [InlineData("", "SingleStack IPv4")]
    [InlineData("\"ipFamilies\":[\"IPv6\"],", "SingleStack IPv6")]
    [InlineData("\"ipFamilyPolicy\":\"PreferDualStack\",\"ipFamilies\":[\"IPv6\"],", "PreferDualStack IPv6 IPv4")]
    [InlineData("\"ipFamilyPolicy\":\"RequireDualStack\",", "RequireDualStack IPv4 IPv6")]
    [InlineData("\"clusterIP\":\"fd00:43::77\",", "SingleStack IPv6")]
    public async Task Families_follow_from_policy_families_and_addresses(string asked, string families)
    {
        await using var two = await TestCluster.StartAsync(Two);

        Families((await two.Post(Services, Service(asked))).ShouldBe(201)).ShouldBe(families);
    }

    [Theory]
    [InlineData(true, "\"ipFamilyPolicy\":\"SingleStack\",\"ipFamilies\":[\"IPv4\",\"IPv6\"],", "spec.ipFamilyPolicy", "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified")]
    [InlineData(true, "\"clusterIPs\":[\"10.43.0.7\",\"fd00:43::7\"],\"clusterIP\":\"10.43.0.7\",", "spec.ipFamilyPolicy", "must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified")]
    [InlineData(true, "\"clusterIP\":\"2001:db8::1\",", "spec.clusterIPs", "The range of valid IPs is fd00:43::/112")]
    [InlineData(false, "\"ipFamilyPolicy\":\"RequireDualStack\",", "spec.ipFamilyPolicy", "this cluster is not configured for dual-stack services")]
    [InlineData(false, "\"ipFamilies\":[\"IPv6\"],", "spec.ipFamilies[0]", "not configured on this cluster")]
    [InlineData(false, "\"clusterIP\":\"2001:db8::1\",", "spec.clusterIPs[0]", "IPv6 is not configured on this cluster")]
    public async Task Families_that_cannot_be_are_refused(bool dual, string asked, string field, string message)
    {
        await using var cluster = await TestCluster.StartAsync(dual ? Two : null);

        var refused = (await cluster.Post(Services, Service(asked))).ShouldBe(422);

        refused["details.causes.0.field"].ShouldBe(field);
        refused["details.causes.0.message"].ShouldContain(message);
    }

    [Fact]
    public async Task Second_address_comes_with_the_wish_for_it_goes_with_its_withdrawal_and_is_free_again()
    {
        await using var cluster = await TestCluster.StartAsync(Two);
        (await cluster.Post(Services, Service(""))).ShouldBe(201);

        var grown = await cluster.Patch($"{Services}/s", """{"spec":{"ipFamilyPolicy":"PreferDualStack"}}""");
        Families(grown.ShouldBe(200)).ShouldBe("PreferDualStack IPv4 IPv6");
        var second = grown["spec.clusterIPs.1"];
        (await cluster.Patch($"{Services}/s", """{"metadata":{"labels":{"a":"b"}}}""")).ShouldBe(200)["spec.clusterIPs.1"].ShouldBe(second);

        (await cluster.Post(Services, Service($"\"clusterIP\":\"{second}\",", "other"))).ShouldBe(422).Message.ShouldContain("already allocated");
        (await cluster.Patch($"{Services}/s", $$"""{"spec":{"clusterIPs":["{{grown["spec.clusterIP"]}}"] } }""")).ShouldBe(422).Message.ShouldContain("must be 'SingleStack' to release the secondary cluster IP");
        Families((await cluster.Patch($"{Services}/s", """{"spec":{"ipFamilyPolicy":"SingleStack"}}""")).ShouldBe(200)).ShouldBe("SingleStack IPv4");
        (await cluster.Post(Services, Service($"\"clusterIP\":\"{second}\",", "other"))).ShouldBe(201);
    }

    [Fact]
    public async Task Deleting_a_service_frees_both_addresses()
    {
        await using var cluster = await TestCluster.StartAsync(Two);
        const string Given = "\"ipFamilyPolicy\":\"PreferDualStack\",\"clusterIP\":\"10.43.7.7\",\"clusterIPs\":[\"10.43.7.7\",\"fd00:43::77\"],";
        (await cluster.Post(Services, Service(Given))).ShouldBe(201);
        (await cluster.Delete($"{Services}/s")).ShouldBe(200);

        (await cluster.Post(Services, Service(Given))).ShouldBe(201);
    }

    [Fact]
    public async Task Ranges_of_both_families_are_told_and_the_api_server_has_one_address()
    {
        await using var cluster = await TestCluster.StartAsync(Two);

        var ranges = await cluster.Get("/apis/networking.k8s.io/v1/servicecidrs/kubernetes");
        ranges["spec.cidrs.1"].ShouldBe("fd00:43::/112");
        Families(await cluster.Get($"{Services}/kubernetes")).ShouldBe("SingleStack IPv4");
    }

    private static string Service(string spec, string name = "s") =>
        $$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{name}}" },"spec":{"type":"NodePort",{{spec}}"selector":{"app":"a"},"ports":[{"port":80}] } }""";

    private static string Families(Answer service) => $"{service["spec.ipFamilyPolicy"]} {service["spec.ipFamilies.0"]} {service["spec.ipFamilies.1"]}".TrimEnd();
}
