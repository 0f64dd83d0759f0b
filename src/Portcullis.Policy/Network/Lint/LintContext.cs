using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Lint;

/// <summary>The subject made ready for the rules: sound policies compiled, pods that count, addresses in use.</summary>
internal sealed class LintContext
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly Dictionary<string, Namespace> _namespaces;

    public LintContext(LintSubject subject)
    {
        Subject = subject;
        Pods = [.. subject.Pods.Where(pod => pod.Status?.Phase is not ("Succeeded" or "Failed"))];
        _namespaces = subject.Namespaces.ToDictionary(ns => ns.Metadata.Name ?? "", StringComparer.Ordinal);
        Policies = [.. subject.Policies.Select(policy => LintPolicy.TryMake(policy, Pods)).OfType<LintPolicy>()];
        PodAddresses = [.. Pods.Where(pod => pod.Spec?.HostNetwork != true).SelectMany(pod => AddressesOf(pod).Select(address => (pod, address)))];
        ServiceAddresses = [.. subject.Services.SelectMany(service => AddressesOf(service).Select(address => (service, address)))];
    }

    /// <summary>What was given.</summary>
    public LintSubject Subject { get; }

    /// <summary>The policies that the API server would take.</summary>
    public IReadOnlyList<LintPolicy> Policies { get; }

    /// <summary>The pods that are not finished.</summary>
    public IReadOnlyList<Pod> Pods { get; }

    /// <summary>Every address of every pod, those of nodes apart.</summary>
    public IReadOnlyList<(Pod Pod, IPAddress Address)> PodAddresses { get; }

    /// <summary>Every cluster address of every service.</summary>
    public IReadOnlyList<(Service Service, IPAddress Address)> ServiceAddresses { get; }

    /// <summary>The labels of a namespace; none where it is not known.</summary>
    /// <param name="name">The namespace.</param>
    public IReadOnlyDictionary<string, string> LabelsOf(string name) => _namespaces.GetValueOrDefault(name)?.Metadata.Labels ?? NoLabels;

    /// <summary>The labels of a namespace; null where it is not known, or guessed.</summary>
    /// <param name="name">The namespace.</param>
    public IReadOnlyDictionary<string, string>? KnownLabelsOf(string name) =>
        Subject.AssumedNamespaces.Contains(name) || !_namespaces.ContainsKey(name) ? null : LabelsOf(name);

    /// <summary>The pods that a peer of a policy matches by its selectors; none for a block.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="peer">The peer.</param>
    public IEnumerable<Pod> PodsOf(LintPolicy policy, LintPeer peer) => peer.Block is not null ? [] : Pods.Where(pod =>
    {
        var ns = ObjectNames.Of(pod).Namespace;
        var inNamespace = peer.Namespaces is { } namespaces ? namespaces.Matches(LabelsOf(ns)) : ns == policy.Name.Namespace;
        return inNamespace && (peer.Pods?.Matches(pod.Metadata.Labels) ?? true);
    });

    private static IEnumerable<IPAddress> AddressesOf(Pod pod) =>
        Parsed((pod.Status?.PodIPs ?? []).Select(entry => entry?.Ip).Append(pod.Status?.PodIP));

    private static IEnumerable<IPAddress> AddressesOf(Service service) =>
        Parsed((service.Spec?.ClusterIPs ?? []).Append(service.Spec?.ClusterIP));

    private static IEnumerable<IPAddress> Parsed(IEnumerable<string?> texts) =>
        texts.Select(text => IPText.TryParseAddress(text, out var address) ? address : null).OfType<IPAddress>().Distinct();
}
