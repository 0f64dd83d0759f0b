using System.Text.Json;
using Portcullis.Admission.Hardening;
using Portcullis.Admission.Reading;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Yaml.Reading;
using Portcullis.Yaml.Writing;

namespace Portcullis.Admission;

/// <summary>Turns untrusted pod manifests into hardened pods, or tells every reason against them. Pure; safe for any number of threads.</summary>
/// <param name="policy">What the operator allows and forces.</param>
public sealed class Admitter(AdmissionPolicy policy)
{
    /// <summary>Judges a manifest.</summary>
    /// <param name="request">The manifest and what the caller wants of it.</param>
    /// <returns>The hardened pod, or the reasons; never throws for any manifest.</returns>
    /// <exception cref="ArgumentException">The request names no name server: a pod without one is refused by the API server.</exception>
    public AdmissionResult Admit(AdmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.DnsServers.Count == 0)
        {
            throw new ArgumentException("at least one name server is needed", nameof(request));
        }

        var reasons = new Reasons();
        var name = request.Profile ?? policy.DefaultProfile;
        var profile = ProfileCheck.Find(policy, request.Profile, reasons);

        // Without a profile the rest is still told, as the strictest would tell it.
        var context = new ReadContext(WithMaxima(profile), profile ?? new Profile(), reasons);
        var pod = Read(request.Manifest, context);
        if (!request.ManifestAlone)
        {
            TargetPortCheck.Check(request.TargetPorts, pod?.Spec, reasons);
        }

        if (pod?.Spec is null || reasons.Any)
        {
            return new Refused(reasons.All);
        }

        var totals = PodRequests.Of(pod.Spec);
        CheckTotals(totals, context);
        return reasons.Any ? new Refused(reasons.All) : Harden(name, pod, request, context, totals);
    }

    private AdmissionPolicy WithMaxima(Profile? profile) =>
        profile is null or { MaxCpu: null, MaxMemory: null, MaxEphemeralStorage: null }
            ? policy
            : policy with
            {
                MaxCpu = profile.MaxCpu ?? policy.MaxCpu,
                MaxMemory = profile.MaxMemory ?? policy.MaxMemory,
                MaxEphemeralStorage = profile.MaxEphemeralStorage ?? policy.MaxEphemeralStorage,
            };

    private static Pod? Read(string manifest, ReadContext context)
    {
        switch (YamlText.Parse(manifest, YamlLimits.Manifest))
        {
            case YamlParsed parsed:
                return PodReader.Read(parsed.Root, context);
            case YamlMalformed malformed:
                foreach (var problem in malformed.Problems)
                {
                    context.Reasons.Add("pod_spec", problem.ToString());
                }

                return null;
            default:
                throw new InvalidOperationException("unknown kind of result");
        }
    }

    private static Admitted Harden(string profileName, Pod pod, AdmissionRequest request, ReadContext context, PodRequests totals)
    {
        var hardened = pod with { Spec = PodHardening.Apply(pod.Spec!, context.Policy, context.Profile, request.DnsServers) };
        var json = JsonSerializer.SerializeToElement(hardened, ModelJson.Default.Pod);
        return new Admitted(profileName, hardened, YamlWriter.Write(json), totals.Cpu.MilliValue, totals.Memory.Value, totals.EphemeralStorage.Value);
    }

    private static void CheckTotals(PodRequests totals, ReadContext context)
    {
        (string Name, Quantity Total, Quantity Maximum)[] checks =
        [
            ("cpu", totals.Cpu, context.Policy.MaxCpu),
            ("memory", totals.Memory, context.Policy.MaxMemory),
            ("ephemeral-storage", totals.EphemeralStorage, context.Policy.MaxEphemeralStorage),
        ];
        foreach (var (name, total, maximum) in checks)
        {
            if (total > maximum)
            {
                context.Reasons.Add("spec.containers", $"all containers together ask for {name} above the maximum", total.ToString(), $"at most {maximum}");
            }
        }
    }
}
