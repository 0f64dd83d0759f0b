using System.Globalization;
using Portcullis.Policy.PodSecurity;
using Portcullis.Testing;

namespace Portcullis.Admission.Tests.Examples;

/// <summary>
/// The manifests under docs/examples start, and beside each stands what admission makes of it. Setting
/// <c>PORTCULLIS_WRITE_GOLDEN=1</c> writes those files anew.
/// </summary>
public sealed class ExampleTests
{
    private const string Hardened = ".hardened.yaml";

    private static string Folder => Path.Combine(Checkout.Root, "docs", "examples");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Where(file => !file.EndsWith(Hardened, StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_is_admitted_and_hardened_as_its_file_says(string name)
    {
        var admitted = Admit(name, "baseline");
        var golden = Path.Combine(Folder, name + Hardened);
        if (Environment.GetEnvironmentVariable("PORTCULLIS_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, admitted.Manifest);
        }

        admitted.Manifest.ShouldBe(File.ReadAllText(golden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_passes_the_baseline_level(string name)
    {
        var pod = Admit(name, "baseline").Pod;

        PodSecurityStandards.Evaluate(PodSecurityLevel.Baseline, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!).Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pwn")]
    [InlineData("node")]
    public void Example_of_an_unprivileged_user_passes_the_restricted_level(string name)
    {
        var pod = Admit(name, "restricted").Pod;

        PodSecurityStandards.Evaluate(PodSecurityLevel.Restricted, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!).Failures.ShouldBeEmpty();
    }

    [Fact]
    public void No_hardened_file_is_without_its_example() =>
        Directory.GetFiles(Folder, "*" + Hardened).Select(file => Path.GetFileName(file)[..^Hardened.Length]).ShouldBe(Names.Select(row => row.Data), ignoreOrder: true);

    private static Admitted Admit(string name, string profile)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var result = new Admitter(new AdmissionPolicy()).Admit(new AdmissionRequest { Manifest = text, TargetPorts = PortsOf(text), Profile = profile });
        return result as Admitted ?? throw new ShouldAssertException($"{name}: {string.Join("; ", ((Refused)result).Reasons)}");
    }

    /// <summary>The comment <c># target_port: 53/UDP, 53/TCP</c>.</summary>
    private static List<TargetPort> PortsOf(string text)
    {
        const string Prefix = "# target_port: ";
        var line = text.Split('\n').Single(line => line.StartsWith(Prefix, StringComparison.Ordinal));
        return
        [
            .. line[Prefix.Length..].Split(',', StringSplitOptions.TrimEntries).Select(port => port.Split('/')).Select(parts =>
                new TargetPort(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "UDP" ? PortProtocol.Udp : PortProtocol.Tcp)),
        ];
    }
}
