using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Rules;

public sealed class ResourceTests
{
    [Theory]
    [InlineData("limits: {cpu: 250m, memory: 64Mi}", "250m", "64Mi")]
    [InlineData("requests: {cpu: 250m, memory: 64Mi}", "250m", "64Mi")]
    [InlineData("limits: {cpu: 250m}, requests: {memory: 64Mi}", "250m", "64Mi")]
    [InlineData("requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 500m, memory: 256Mi}", "500m", "256Mi")]
    [InlineData("requests: {cpu: 2, memory: 1Gi}, limits: {cpu: 500m, memory: 256Mi}", "2", "1Gi")]
    [InlineData("limits: {cpu: 0.5, memory: 1Gi}", "500m", "1Gi")]
    [InlineData("limits: {cpu: '1.2345', memory: 1.5Gi}", "1235m", "1536Mi")]
    [InlineData("limits: {cpu: 100u, memory: '0.5'}", "1m", "1")]
    [InlineData("limits: {cpu: '1e1', memory: 1e6}", "10", "1e6")]
    [InlineData("limits: {cpu: 0x10, memory: 010000}", "16", "4096")]
    [InlineData("limits: {cpu: ' 1 ', memory: 128M}", "1", "128M")]
    [InlineData("limits: {cpu: 1, memory: 1Gi, nvidia.com/gpu: 0}", "1", "1Gi")]
    public void Requests_and_limits_become_the_larger_of_the_two(string resources, string cpu, string memory)
    {
        var result = Manifests.Admitted(Manifests.Pod(resources: $"resources: {{{resources}}}")).Pod.Spec!.Containers!.Single().Resources!;
        result.Limits!.ShouldBe(result.Requests!);
        (result.Limits!["cpu"].ToString(), result.Limits["memory"].ToString()).ShouldBe((cpu, memory));
        result.Limits["ephemeral-storage"].ToString().ShouldBe("1Gi");
    }

    [Theory]
    [InlineData("", "cpu")]
    [InlineData("limits: {cpu: 1}", "memory")]
    [InlineData("limits: {memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: 0, memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: -1, memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: lots, memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: '', memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: [1], memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: true, memory: 1Gi}", "cpu")]
    [InlineData("limits: {cpu: 1, memory: 64MB}", "memory")]
    [InlineData("limits: {cpu: 1, memory: '64 Mi'}", "memory")]
    [InlineData("limits: {cpu: 1k, memory: 1k}", "cpu")]
    [InlineData("limits: {cpu: 16001m, memory: 1k}", "cpu")]
    [InlineData("limits: {cpu: 1, memory: 33Gi}", "memory")]
    [InlineData("limits: {cpu: 1, memory: 1Gi, ephemeral-storage: 11Gi}", "ephemeral-storage")]
    [InlineData("limits: {cpu: 1, memory: 1Gi, nvidia.com/gpu: 1}", "[nvidia.com/gpu]")]
    [InlineData("limits: {cpu: 1, memory: 1Gi, hugepages-2Mi: 2Mi}", "hugepages-2Mi")]
    public void Resources_that_are_no_fair_amount_are_refused(string resources, string name) =>
        Manifests.Refused(Manifests.Pod(resources: $"resources: {{{resources}}}"))
            .ShouldContain(reason => reason.Path == "spec.containers[0].resources.limits" + (name[0] == '[' ? name : "." + name));

    [Fact]
    public void Claims_are_refused() =>
        Manifests.Refused(Manifests.Pod(resources: "resources: {claims: [{name: x}], limits: {cpu: 1, memory: 1Gi}}")).Single().Path.ShouldBe("spec.containers[0].resources.claims");

    [Theory]
    [InlineData("cpu: 8001m, memory: 1Gi", "cpu")]
    [InlineData("cpu: 1, memory: 17Gi", "memory")]
    [InlineData("cpu: 1, memory: 1Gi, ephemeral-storage: 6Gi", "ephemeral-storage")]
    public void Sum_above_the_maximum_is_refused(string limits, string name)
    {
        var resources = $"resources: {{limits: {{{limits}}}}}";
        var manifest = Manifests.Pod(resources: resources) + $"\n  - name: two\n    image: x\n    {resources}";
        var reason = Manifests.Refused(manifest).Single();
        (reason.Path, reason.Message).ShouldBe(("spec.containers", $"all containers together ask for {name} above the maximum"));
    }

    [Fact]
    public void Sum_that_would_overflow_is_refused()
    {
        const string Resources = "resources: {limits: {cpu: '9000000000000000', memory: '9000000000000000000'}}";
        Manifests.Refused(Manifests.Pod(resources: Resources) + $"\n  - name: two\n    image: x\n    {Resources}").Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("100m", "", 100)]
    [InlineData("100m", "300m", 300)]
    [InlineData("100m", "A200m", 300)]
    [InlineData("100m", "A200m,250m", 450)]
    [InlineData("100m", "250m,A200m", 300)]
    [InlineData("100m", "400m,A200m", 400)]
    [InlineData("500m", "A200m,A100m,150m", 800)]
    [InlineData("100m", "A100m,900m,A100m", 1000)]
    public void Pod_counts_as_the_scheduler_counts(string app, string inits, long cpu)
    {
        static Container Of(string text) => new()
        {
            RestartPolicy = text[0] == 'A' ? "Always" : null,
            Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(text.TrimStart('A')) } },
        };
        var spec = new PodSpec { Containers = [Of(app)], InitContainers = [.. inits.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Of)] };
        PodRequests.Of(spec).Cpu.MilliValue.ShouldBe(cpu);
    }

    [Fact]
    public void Admitted_pod_tells_what_it_takes()
    {
        var admitted = Manifests.Admitted(Manifests.Pod() + "\n  - name: side\n    image: x\n    resources: {limits: {cpu: 50m, memory: 64Mi, ephemeral-storage: 2Gi}}");
        (admitted.CpuMilli, admitted.MemoryBytes, admitted.EphemeralStorageBytes).ShouldBe((150, 201326592, 3L << 30));
    }
}
