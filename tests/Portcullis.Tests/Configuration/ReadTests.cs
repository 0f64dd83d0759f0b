using System.Net;
using Portcullis.Configuration;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Tests.Configuration;

public class ReadTests
{
    [Fact]
    public void Values_are_read_with_blanks_around_them_dropped()
    {
        var read = Reading.Valid(
            ("STACK_NAMESPACE", "  games "),
            ("STACK_TTL", " 1h30m"),
            ("STACK_NODEPORT_MIN", "31100 "),
            ("STACK_WAIT_FOR_CAPACITY", " TRUE "),
            ("STACK_RESTART_POLICY", "always"),
            ("STACK_MAX_CPU", "500m"),
            ("STACK_DNS_SERVERS", " 9.9.9.9 , 2620:fe::fe "),
            ("HTTP_ADDR", "127.0.0.1:0"));

        read.Stacks.Namespace.ShouldBe("games");
        read.Stacks.Ttl.ShouldBe(TimeSpan.FromMinutes(90));
        read.Stacks.NodePortMin.ShouldBe(31100);
        read.Stacks.WaitForCapacity.ShouldBeTrue();
        read.Stacks.RestartPolicy.ShouldBe("Always");
        read.Stacks.MaxCpu.ShouldBe(Quantity.FromMilli(500));
        read.Stacks.DnsServers.ShouldBe(["9.9.9.9", "2620:fe::fe"]);
        read.Api.Listen.ShouldBe(new ListenAddress(IPAddress.Loopback, 0));
    }

    [Fact]
    public void Empty_and_blank_values_are_as_good_as_unset()
    {
        var read = Reading.Valid(("STACK_TTL", ""), ("STACK_NODEPORT_MIN", "  "), ("HTTP_ADDR", "\t"));

        read.Stacks.Ttl.ShouldBe(TimeSpan.FromHours(2));
        read.Stacks.NodePortMin.ShouldBe(31001);
        read.Api.Listen.Port.ShouldBe(8081);
    }

    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        var problems = Reading.Problems(
            ("HTTP_ADDR", "8081"),
            ("STACK_TTL", "two hours"),
            ("STACK_RESTART_POLICY", "Sometimes"),
            ("STACK_MAX_MEMORY", "lots"),
            ("STACK_POD_CIDRS", "10.0.0.1/8"),
            ("K8S_CLIENT_BURST", "-1"));

        problems.Count.ShouldBe(6);
        problems.ShouldContain("STACK_RESTART_POLICY: \"Sometimes\" is not allowed; allowed are Never, OnFailure, Always");
        problems.ShouldContain("STACK_TTL: \"two hours\" is not allowed; allowed is a duration above 0, such as 90s, 15m or 2h30m");
        problems.ShouldAllBe(problem => problem.Contains("is not allowed; ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("STACK_TTL", "0s")]
    [InlineData("STACK_TTL", "-5m")]
    [InlineData("STACK_TERMINAL_GRACE", "-1s")]
    [InlineData("STACK_NODEPORT_MIN", "0")]
    [InlineData("STACK_NODEPORT_MAX", "65536")]
    [InlineData("STACK_NODEPORT_MAX", "31001.5")]
    [InlineData("STACK_MAX_CPU", "0")]
    [InlineData("STACK_MAX_CPU", "-1")]
    [InlineData("STACK_MAX_CONCURRENT_CREATES", "0")]
    [InlineData("STACK_MAX_PER_OWNER", "-1")]
    [InlineData("STACK_NAMESPACE", "Stacks")]
    [InlineData("STACK_NODE_ROLE", "a b")]
    [InlineData("STACK_WAIT_FOR_CAPACITY", "maybe")]
    [InlineData("STACK_PUBLIC_HOST", "https://play.example.org")]
    [InlineData("STACK_PUBLIC_HOST", "play.example.org:80")]
    [InlineData("STACK_PUBLIC_HOST", "1.2.3")]
    [InlineData("STACK_PUBLIC_HOST", "[::1]")]
    [InlineData("STACK_DNS_SERVERS", "dns.google")]
    [InlineData("STACK_DNS_SERVERS", "1.1.1.1,8.8.8.8,9.9.9.9,8.8.4.4")]
    [InlineData("STACK_EGRESS_DEFAULT", "everything")]
    [InlineData("STACK_PROFILE_DEFAULT", "privileged")]
    [InlineData("STACK_ALLOWED_SECCOMP_PROFILES", "../escape.json")]
    [InlineData("STACK_ALLOWED_ANNOTATIONS", "spaces are bad")]
    [InlineData("STACK_INGRESS_FROM", "bots/app")]
    [InlineData("STACK_SERVICE_CIDRS", "fd00::1/64")]
    [InlineData("STACK_AIRLOCK", "maybe")]
    [InlineData("STACK_AIRLOCK_TIMEOUT", "0")]
    [InlineData("K8S_CLIENT_QPS", "NaN")]
    [InlineData("SHUTDOWN_TIMEOUT", "10")]
    [InlineData("LEADER_ELECTION_LEASE_DURATION", "10s")]
    [InlineData("LEADER_ELECTION_RENEW_DEADLINE", "2s")]
    [InlineData("LEADER_ELECTION_ENABLED", "perhaps")]
    public void Value_out_of_bounds_is_refused_by_name(string name, string value) =>
        Reading.Problems((name, value)).ShouldHaveSingleItem().ShouldStartWith($"{name}: \"");

    [Fact]
    public void Lifetime_above_the_maximum_is_refused() =>
        Reading.Problems(("STACK_TTL", "3h"), ("STACK_MAX_TTL", "90m")).ShouldHaveSingleItem()
            .ShouldBe("STACK_TTL: \"3h\" is not allowed; it must not exceed STACK_MAX_TTL, which is 1h30m0s");

    [Fact]
    public void Default_that_another_setting_makes_illegal_is_said_to_be_one() =>
        Reading.Problems(("STACK_MAX_TTL", "1h")).ShouldHaveSingleItem()
            .ShouldBe("STACK_TTL: \"2h\" is not allowed; it must not exceed STACK_MAX_TTL, which is 1h0m0s; this is its default");

    [Fact]
    public void Port_range_upside_down_is_refused() =>
        Reading.Problems(("STACK_NODEPORT_MIN", "32000"), ("STACK_NODEPORT_MAX", "31999")).ShouldHaveSingleItem().ShouldStartWith("STACK_NODEPORT_MIN: \"32000\"");

    [Fact]
    public void Port_range_of_one_port_is_allowed() =>
        Reading.Valid(("STACK_NODEPORT_MIN", "32000"), ("STACK_NODEPORT_MAX", "32000")).Stacks.NodePortMax.ShouldBe(32000);

    [Fact]
    public void Comparison_with_a_value_that_is_no_value_adds_no_second_problem() =>
        Reading.Problems(("STACK_TTL", "9h"), ("STACK_MAX_TTL", "long")).ShouldHaveSingleItem().ShouldStartWith("STACK_MAX_TTL: ");

    [Fact]
    public void Storage_default_above_the_maximum_is_refused() =>
        Reading.Problems(("STACK_DEFAULT_EPHEMERAL_STORAGE", "11Gi")).ShouldHaveSingleItem().ShouldContain("STACK_MAX_EPHEMERAL_STORAGE, which is 10Gi");

    [Fact]
    public void Isolation_settings_are_read()
    {
        var isolation = Reading.Valid(
            ("STACK_ISOLATION", "WARN"),
            ("STACK_MANAGE_WALLS", "false"),
            ("STACK_INGRESS_FROM", "ingress-nginx; bots/app=headless,tier=x"),
            ("STACK_POD_CIDRS", "10.244.0.0/16,fd00:10::/56"),
            ("STACK_AIRLOCK", "off")).Isolation;

        isolation.Mode.ShouldBe(IsolationMode.Warn);
        isolation.ManageWalls.ShouldBeFalse();
        isolation.IngressFrom.ShouldBe([new IngressPeer("ingress-nginx", []), new IngressPeer("bots", [new("app", "headless"), new("tier", "x")])]);
        isolation.PodCidrs.Select(range => range.ToString()).ShouldBe(["10.244.0.0/16", "fd00:10::/56"]);
        isolation.Airlock.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999ms")]
    [InlineData("-1m")]
    [InlineData("never")]
    public void Age_of_what_is_proven_has_an_end(string value) =>
        Reading.Problems(("STACK_ISOLATION_MAX_AGE", value)).ShouldHaveSingleItem().ShouldStartWith("STACK_ISOLATION_MAX_AGE: ");

    [Fact]
    public void Age_of_what_is_proven_is_read()
    {
        Reading.Valid().Isolation.MaxAge.ShouldBe(TimeSpan.FromSeconds(150));
        Reading.Valid(("STACK_ISOLATION_MAX_AGE", "1s")).Isolation.MaxAge.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("500ms")]
    [InlineData("-1m")]
    [InlineData("often")]
    public void Patrols_come_never_or_not_too_often(string value) =>
        Reading.Problems(("STACK_PATROL_INTERVAL", value)).ShouldHaveSingleItem().ShouldContain("allowed is 0 or a duration of 1s or more");

    [Fact]
    public void Patrols_can_be_switched_off()
    {
        Reading.Valid().Isolation.PatrolInterval.ShouldBe(new IsolationSettings().PatrolInterval);
        Reading.Valid(("STACK_PATROL_INTERVAL", "0")).Isolation.PatrolInterval.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Replica_is_named_after_its_pod_unless_told_otherwise()
    {
        Reading.Valid(("POD_NAME", "portcullis-0")).LeaderElection.Identity.ShouldBe("portcullis-0");
        Reading.Valid(("POD_NAME", "portcullis-0"), ("LEADER_ELECTION_IDENTITY", "left")).LeaderElection.Identity.ShouldBe("left");
        Reading.Valid(("HOSTNAME", "portcullis-5d8f-x2x9q")).LeaderElection.Identity.ShouldBe("portcullis-5d8f-x2x9q");
    }

    [Fact]
    public void Replica_needs_no_name_to_start()
    {
        // As the example environment of the service that came before has it.
        var read = Reading.Valid(("LEADER_ELECTION_ENABLED", "true"), ("LEADER_ELECTION_NAMESPACE", "backend"), ("LEADER_ELECTION_NAME", "container-provisioner"));

        read.LeaderElection.Enabled.ShouldBeTrue();
        read.LeaderElection.Identity.ShouldBeNull();
    }
}
