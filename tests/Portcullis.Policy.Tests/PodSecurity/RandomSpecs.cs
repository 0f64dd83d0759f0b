using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.Tests.PodSecurity;

/// <summary>Specs that are near to being restricted, so that both answers come up.</summary>
/// <remarks>
/// None is for Windows: such pods the restricted level exempts from checks that take the place of baseline ones, so that it
/// lets through a seccomp profile that baseline forbids. The API server lets no pod for Windows set one.
/// </remarks>
internal static class RandomSpecs
{
    public static PodSpec Next(Random random) => new()
    {
        Containers = Some(random, 1, 3, Container),
        InitContainers = random.Next(3) == 0 ? Some(random, 1, 2, Container) : null,
        EphemeralContainers = random.Next(6) == 0 ? Some(random, 1, 1, Container) : null,
        HostUsers = Maybe(random, 4) ? random.Next(3) == 0 : null,
        HostNetwork = Maybe(random, 12) ? Flag(random) : null,
        SecurityContext = random.Next(5) == 0 ? null : new PodSecurityContext
        {
            RunAsNonRoot = Maybe(random, 5) ? Flag(random) : true,
            RunAsUser = Maybe(random, 4) ? random.Next(2) : null,
            SeccompProfile = Maybe(random, 6) ? null : Seccomp(random),
            Sysctls = Maybe(random, 10) ? [new Sysctl { Name = "net.ipv4.tcp_rmem" }] : null,
        },
        Volumes = Maybe(random, 8) ? [new Volume { Name = "v", HostPath = new HostPathVolumeSource() }] : null,
    };

    private static Container Container(Random random, int index) => new()
    {
        Name = $"c{index}",
        SecurityContext = Maybe(random, 12) ? null : new SecurityContext
        {
            AllowPrivilegeEscalation = Maybe(random, 10) && Flag(random),
            RunAsNonRoot = Maybe(random, 4) ? !Maybe(random, 4) : null,
            RunAsUser = Maybe(random, 6) ? random.Next(2) : null,
            ProcMount = Maybe(random, 8) ? (Flag(random) ? "Default" : "Unmasked") : null,
            SeccompProfile = Maybe(random, 8) ? Seccomp(random) : null,
            Capabilities = new Capabilities
            {
                Drop = Maybe(random, 8) ? null : ["ALL"],
                Add = Maybe(random, 6) ? [Flag(random) ? "NET_BIND_SERVICE" : "CHOWN"] : null,
            },
        },
        LivenessProbe = Maybe(random, 20) ? new Probe { HttpGet = new HttpGetAction { Host = "example.org" } } : null,
    };

    private static SeccompProfile Seccomp(Random random) => new() { Type = random.Next(6) switch { 0 => "Unconfined", 1 => "Localhost", _ => "RuntimeDefault" } };

    private static List<Container> Some(Random random, int least, int most, Func<Random, int, Container> make) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(index => make(random, index))];

    private static bool Maybe(Random random, int oneIn) => random.Next(oneIn) == 0;

    private static bool Flag(Random random) => random.Next(2) == 0;
}
