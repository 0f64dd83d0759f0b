using Portcullis.Configuration;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Tests.Configuration;

public class DefaultsTests
{
    [Fact]
    public void Stacks_of_an_empty_environment_are_the_defaults_of_the_type()
    {
        var read = Reading.Valid().Stacks;

        read.DnsServers.ShouldBe(new StackSettings().DnsServers);
        var lists = new StackSettings { DnsServers = read.DnsServers, AllowedAnnotations = read.AllowedAnnotations, AllowedPullSecrets = read.AllowedPullSecrets, AllowedSeccompProfiles = read.AllowedSeccompProfiles };
        read.ShouldBe(lists);
        read.AllowedAnnotations.ShouldBeEmpty();
        read.AllowedPullSecrets.ShouldBeEmpty();
        read.AllowedSeccompProfiles.ShouldBeEmpty();
    }

    [Fact]
    public void Stacks_defaults_are_those_that_deployments_rely_on()
    {
        var stacks = Reading.Valid().Stacks;

        stacks.Namespace.ShouldBe("stacks");
        stacks.NodeRole.ShouldBe("stack");
        stacks.Ttl.ShouldBe(TimeSpan.FromHours(2));
        stacks.MaxTtl.ShouldBe(TimeSpan.FromHours(8));
        stacks.TerminalGrace.ShouldBe(TimeSpan.FromMinutes(1));
        stacks.OrphanGrace.ShouldBe(TimeSpan.FromMinutes(2));
        (stacks.NodePortMin, stacks.NodePortMax).ShouldBe((31001, 32767));
        stacks.PublicHost.ShouldBeNull();
        stacks.SchedulingTimeout.ShouldBe(TimeSpan.FromSeconds(20));
        stacks.WaitForCapacity.ShouldBeFalse();
        stacks.RestartPolicy.ShouldBe("Never");
        stacks.MaxCpu.ShouldBe(Quantity.FromUnits(16));
        stacks.MaxMemory.ShouldBe(Quantity.FromUnits(32L << 30));
        stacks.MaxEphemeralStorage.ShouldBe(Quantity.FromUnits(10L << 30));
        stacks.DefaultEphemeralStorage.ShouldBe(Quantity.FromUnits(1L << 30));
        stacks.MaxPerOwner.ShouldBe(0);
        stacks.MaxConcurrentCreates.ShouldBe(64);
        stacks.DefaultProfile.ShouldBe("baseline");
        stacks.DefaultEgress.ShouldBe("none");
        stacks.DnsServers.ShouldBe(["1.1.1.1", "8.8.8.8"]);
        stacks.ExternalTrafficPolicy.ShouldBe("Local");
    }

    [Fact]
    public void Everything_else_has_the_defaults_of_its_type()
    {
        var read = Reading.Valid();

        read.Api.ShouldBe(new ApiSettings { Keys = read.Api.Keys });
        read.Api.Keys.Count.ShouldBe(0);
        read.Cluster.ShouldBe(new ClusterSettings());
        read.LeaderElection.ShouldBe(new LeaderElectionSettings());
        read.Isolation.ShouldBe(new IsolationSettings
        {
            IngressFrom = read.Isolation.IngressFrom,
            PodCidrs = read.Isolation.PodCidrs,
            ServiceCidrs = read.Isolation.ServiceCidrs,
            NodeCidrs = read.Isolation.NodeCidrs,
            ProtectedCidrs = read.Isolation.ProtectedCidrs,
            EgressCidrs = read.Isolation.EgressCidrs,
            NamedCidrs = read.Isolation.NamedCidrs,
            PublicCidrs = read.Isolation.PublicCidrs,
        });
        read.Isolation.IngressFrom.ShouldBeEmpty();
        read.Isolation.PodCidrs.Concat(read.Isolation.ServiceCidrs).Concat(read.Isolation.NodeCidrs).Concat(read.Isolation.ProtectedCidrs).Concat(read.Isolation.EgressCidrs).Concat(read.Isolation.PublicCidrs).ShouldBeEmpty();
        read.Isolation.NamedCidrs.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("APP_ENV", "local")]
    [InlineData("HTTP_ADDR", ":8081")]
    [InlineData("SHUTDOWN_TIMEOUT", "10s")]
    [InlineData("API_KEY_ENABLED", "true")]
    [InlineData("API_KEY", "")]
    [InlineData("API_KEY_ALLOW_QUERY", "false")]
    [InlineData("STACK_TTL", "2h")]
    [InlineData("STACK_NODEPORT_MIN", "31001")]
    [InlineData("STACK_NODEPORT_MAX", "32767")]
    [InlineData("STACK_ISOLATION", "enforce")]
    [InlineData("STACK_AIRLOCK", "on")]
    [InlineData("STACK_AIRLOCK_IMAGE", "busybox:1.36")]
    [InlineData("STACK_AIRLOCK_TIMEOUT", "30s")]
    [InlineData("STACK_PATROL_INTERVAL", "10m")]
    [InlineData("K8S_CLIENT_QPS", "0")]
    [InlineData("LEADER_ELECTION_NAMESPACE", "backend")]
    [InlineData("LEADER_ELECTION_NAME", "container-provisioner")]
    public void Table_holds_the_default(string name, string expected) =>
        ConfigurationVariables.All.Single(variable => variable.Name == name).Default.ShouldBe(expected);

    [Fact]
    public void Table_names_each_variable_once()
    {
        ConfigurationVariables.All.Select(variable => variable.Name).ShouldBeUnique();
    }
}
