using Portcullis.Admission.Tests.Fuzz;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests;

/// <summary>A good manifest with room for more, and short ways to a verdict.</summary>
internal static class Manifests
{
    public const string Ports = "ports: [{containerPort: 80}]";

    public const string Resources = "resources: {limits: {cpu: 100m, memory: 128Mi}}";

    /// <summary>A policy that allows one of each thing that is nothing by default.</summary>
    public static AdmissionPolicy Policy { get; } = new()
    {
        AllowedAnnotations = ["example.org/note"],
        AllowedPullSecrets = ["registry"],
        AllowedSeccompProfiles = ["profiles/strict.json"],
        Profiles = new Dictionary<string, Profile>
        {
            ["baseline"] = Profile.Baseline,
            ["setuid"] = new() { Capabilities = Profile.Baseline.Capabilities, AllowPrivilegeEscalation = true },
            ["bare"] = new(),
            ["restricted"] = Profile.Restricted,
            ["debug"] = new() { Capabilities = ["CHOWN", "SYS_PTRACE"], BeyondBaseline = true },
            ["wide"] = new() { Seccomp = [ProfileChoice.Unconfined], AppArmor = [ProfileChoice.Unconfined, new("Localhost", "strict")], BeyondBaseline = true },
            ["narrow"] = new()
            {
                Seccomp = [new("Localhost", "narrow.json"), ProfileChoice.RuntimeDefault],
                RunAsUser = new IdRange(1000, 1999, 1000),
                RunAsGroup = new IdRange(2000, 2999, 2000),
                ReadOnlyRootFilesystem = true,
                RuntimeClass = "gvisor",
                HostUsers = false,
                MaxCpu = Quantity.Parse("200m"),
                MaxMemory = Quantity.Parse("64Gi"),
                Requestable = true,
            },
            ["internal"] = new() { Requestable = false },
        },
    };

    /// <summary>A manifest whose only container is <c>app</c>; each argument is lines of YAML put where its name says.</summary>
    public static string Pod(string spec = "", string container = "", string metadata = "", string top = "", string ports = Ports, string resources = Resources) => $"""
        apiVersion: v1
        kind: Pod
        {top}
        metadata:
          name: challenge
        {Indented(metadata, 2)}
        spec:
        {Indented(spec, 2)}
          containers:
          - name: app
            image: nginx:stable
        {Indented(ports, 4)}
        {Indented(resources, 4)}
        {Indented(container, 4)}
        """;

    public static AdmissionResult Judge(string manifest, string profile = "baseline", params TargetPort[] ports) =>
        new Admitter(Policy).Admit(new AdmissionRequest
        {
            Manifest = manifest,
            TargetPorts = ports.Length == 0 ? [new TargetPort(80, PortProtocol.Tcp)] : ports,
            Profile = profile,
            DnsServers = ["192.0.2.53"],
        });

    public static Admitted Admitted(string manifest, string profile = "baseline", params TargetPort[] ports)
    {
        var result = Judge(manifest, profile, ports);
        if (result is Refused refused)
        {
            throw new ShouldAssertException($"refused: {string.Join("; ", refused.Reasons)}\n{manifest}");
        }

        var admitted = (Admitted)result;
        PodInvariants.ServerErrors(admitted.Pod).ShouldBeEmpty(manifest);
        return admitted;
    }

    public static IReadOnlyList<AdmissionReason> Refused(string manifest, string profile = "baseline", params TargetPort[] ports) =>
        Judge(manifest, profile, ports).ShouldBeOfType<Refused>(manifest).Reasons;

    private static string Indented(string text, int by) =>
        string.Join('\n', text.Split('\n').Select(line => new string(' ', by) + line));
}
