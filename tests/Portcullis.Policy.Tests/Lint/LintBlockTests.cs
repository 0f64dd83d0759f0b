using Portcullis.Policy.Network.Lint;

namespace Portcullis.Policy.Tests.Lint;

public class LintBlockTests
{
    [Theory]
    [InlineData("cidr: 10.1.0.0/16", "holds addresses of pods (shop/web, shop/db, stacks/stack)")]
    [InlineData("cidr: 10.1.0.0/16, except: [10.1.0.0/31]", "holds addresses of pods (shop/db, stacks/stack)")]
    [InlineData("cidr: 10.9.0.1/32", "holds cluster addresses of services (shop/web)")]
    public void Block_over_pods_or_services_names_them(string block, string part) =>
        Looking.Only(Spec(block), LintCodes.BlockCoversCluster).Message.ShouldContain(part);

    [Fact]
    public void World_without_exceptions_is_told_even_where_no_address_is_known()
    {
        Looking.Only(Worlds.Policy("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}"), LintCodes.BlockCoversCluster).Message.ShouldContain("private ranges");

        Looking.At(Worlds.Policy("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}")).ShouldBeEmpty();
    }

    [Fact]
    public void Ipv6_block_on_an_ipv4_cluster_may_stop_all_enforcement() =>
        Looking.Only(Spec("cidr: \"2001:db8::/32\""), LintCodes.BlockOfAbsentFamily).Message.ShouldContain("stop enforcing every policy");

    [Fact]
    public void Ipv6_block_on_a_dual_stack_cluster_is_clean() =>
        Looking.At(Spec("cidr: \"2001:db8::/32\"").Replace("podIP: 10.1.0.1", "podIP: 10.1.0.1, podIPs: [{ip: 10.1.0.1}, {ip: \"fd00::1\"}]", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string Spec(string block) => Worlds.With($"{{podSelector: {{}}, ingress: [{{from: [{{ipBlock: {{{block}}}}}]}}]}}");
}
