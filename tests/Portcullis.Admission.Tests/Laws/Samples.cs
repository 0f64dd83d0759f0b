using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Laws;

/// <summary>Random specs and profiles.</summary>
internal static class Samples
{
    public static readonly string[] Capabilities = ["CHOWN", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETUID", "SYS_ADMIN", "SYS_PTRACE"];

    private static readonly string[] Seccomp = ["RuntimeDefault", "Unconfined", "Localhost"];

    public static PodSpec Spec(Random random) => new()
    {
        Containers = [.. Enumerable.Range(0, random.Next(1, 4)).Select(index => new Container { Name = $"c{index}", SecurityContext = Maybe(random, () => Context(random)) })],
        SecurityContext = Maybe(random, () => new PodSecurityContext
        {
            RunAsUser = Number(random),
            RunAsNonRoot = Flag(random),
            SeccompProfile = Maybe(random, () => Confined(random)),
        }),
    };

    public static Profile Profile(Random random) => new()
    {
        Capabilities = Some(random, Capabilities),
        AllowPrivilegeEscalation = random.Next(2) == 0,
        RunAsNonRoot = random.Next(2) == 0,
        ReadOnlyRootFilesystem = random.Next(2) == 0,
        Seccomp = random.Next(3) switch { 0 => [ProfileChoice.RuntimeDefault], 1 => [ProfileChoice.Unconfined], _ => [new("Localhost", "a"), ProfileChoice.Unconfined] },
        AppArmor = random.Next(3) switch { 0 => [], 1 => [ProfileChoice.Unconfined], _ => [ProfileChoice.RuntimeDefault] },
    };

    private static SecurityContext Context(Random random) => new()
    {
        Capabilities = Maybe(random, () => new Capabilities
        {
            Add = Maybe(random, () => Some(random, [.. Capabilities, "ALL"])),
            Drop = Maybe(random, () => Some(random, [.. Capabilities, "ALL", "chown"])),
        }),
        Privileged = Flag(random),
        AllowPrivilegeEscalation = Flag(random),
        RunAsUser = Number(random),
        RunAsNonRoot = Flag(random),
        ReadOnlyRootFilesystem = Flag(random),
        SeccompProfile = Maybe(random, () => Confined(random)),
        AppArmorProfile = Maybe(random, () => new AppArmorProfile { Type = Seccomp[random.Next(2)] }),
    };

    private static SeccompProfile Confined(Random random) => new() { Type = Seccomp[random.Next(Seccomp.Length)] };

    private static List<string> Some(Random random, string[] from) => [.. from.Where(_ => random.Next(3) == 0)];

    private static bool? Flag(Random random) => random.Next(3) switch { 0 => null, 1 => false, _ => true };

    private static long? Number(Random random) => random.Next(3) switch { 0 => null, 1 => 0, _ => 1000 };

    private static T? Maybe<T>(Random random, Func<T> make)
        where T : class => random.Next(3) == 0 ? null : make();
}
