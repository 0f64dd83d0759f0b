using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>The objects that isolation follows from, kept in the form that the statements ask. Not for several threads.</summary>
/// <param name="stacks">How stacks are made.</param>
/// <param name="settings">What the operator knows better.</param>
/// <param name="isLive">Whether the objects are a living cluster's, in which a pod without an address cannot be spoken to yet.</param>
/// <param name="sandboxes">Somebody else's pods that are judged in place of the stacks of this service; null for these.</param>
internal sealed class GuardModel(StackSettings stacks, IsolationSettings settings, bool isLive, Sandboxes? sandboxes = null)
{
    private const string Candidate = "candidate";

    private readonly Dictionary<NamespacedName, Pod> _pods = [];
    private readonly Dictionary<NamespacedName, NetworkPolicy> _policies = [];
    private readonly Dictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);
    private readonly HashSet<NamespacedName> _outside = [];
    private readonly Dictionary<NamespacedName, string> _elsewhere = [];
    private readonly Dictionary<IPNetwork, int> _hosts = [];
    private IReadOnlyList<Pod> _newcomers = [];
    private IReadOnlyList<IPAddress> _kinds = [];
    private List<string> _portNames = [];
    private string _labels = "";
    private IReadOnlyList<string> _untried = [];
    private readonly SettledAnswers _settled = new();
    private readonly StackAccess _access = new(stacks);
    private readonly Dictionary<NamespacedName, Service> _services = [];
    private StackScope _scope = sandboxes is null ? StackScope.OfNamespace(stacks.Namespace) : StackScope.Of(sandboxes, [], [], []);
    private bool _hasNewcomers;
    private IReadOnlyList<IPNetwork>? _unlisted;
    private readonly Dictionary<AddressFamily, int> _families = [];
    private int _internet;

    /// <summary>Who can reach whom.</summary>
    public NetworkSnapshot Network { get; private set; } = NetworkSnapshot.Empty;

    public ClusterAddresses Addresses { get; private set; } = ClusterAddresses.Unknown;

    public OverridingObjects Overriding { get; set; } = OverridingObjects.NotLookedFor;

    public IReadOnlyDictionary<NamespacedName, Pod> Pods => _pods;

    /// <summary>By what a stack is on other networks, in words; null where nothing says so.</summary>
    public string? NetworkOf(NamespacedName pod) => _elsewhere.GetValueOrDefault(pod);

    /// <summary>Whether stacks are somebody else's pods.</summary>
    public bool IsForeign => sandboxes is not null;

    /// <summary>Whether there are stacks that may out, or new ones may by default. Of somebody else's it is not known before it is looked.</summary>
    public bool HasInternetStacks => IsForeign ? false : _internet > 0 || stacks.DefaultEgress == "internet";

    public IReadOnlyCollection<NetworkPolicy> Policies => _policies.Values;

    public IReadOnlyCollection<Pod> NewcomerPods => _newcomers;

    /// <summary>Stack by stack, whether players get in.</summary>
    public StackAccess Access => _access;

    /// <summary>Newcomers with the labels that a manifest may give, where each stack that has such labels is looked at before it is made.</summary>
    public IReadOnlyList<Pod> Refusable { get; private set; } = [];

    /// <summary>Which labels of stacks still to be made were not tried, in sentences, whether such stacks are refused or not.</summary>
    public IReadOnlyList<string> UntriedLabels => _untried;

    // A living service that enforces refuses the very stack that would be an exception; nobody else is to be stopped for it.
    private bool RefusesExceptions => isLive && settings.Mode == IsolationMode.Enforce;

    public IReadOnlyCollection<NamespacedName> Newcomers => [.. _newcomers.Select(pod => NamespacedName.Of(pod.Metadata))];

    public void Put(Pod pod)
    {
        var name = NamespacedName.Of(pod.Metadata);
        RemovePod(name);
        if (pod.Status?.Phase is "Succeeded" or "Failed" || (isLive && !PodAddresses.Of(pod).Any()))
        {
            return;
        }

        _pods[name] = pod;
        Count(pod, 1);
        if (IsOutside(pod))
        {
            _outside.Add(name);
        }

        if (_scope.Holds(pod) && OtherNetworks.Why(pod) is { } why)
        {
            _elsewhere[name] = why;
        }

        // Where a sandbox without an address may come to be is asked about instead.
        if (!IsUnplaced(pod))
        {
            Network = Network.With(pod);
        }
    }

    public void RemovePod(NamespacedName pod)
    {
        if (_pods.Remove(pod, out var old))
        {
            _outside.Remove(pod);
            _elsewhere.Remove(pod);
            Count(old, -1);
            Network = Network.Without(old);
        }
    }

    public void Put(NetworkPolicy policy)
    {
        _policies[NamespacedName.Of(policy.Metadata)] = policy;
        Network = Network.With(policy);
    }

    public void RemovePolicy(NamespacedName name)
    {
        if (_policies.Remove(name, out var old))
        {
            Network = Network.Without(old);
        }
    }

    /// <summary>A Service, by which hosts that are no pods may get to sandboxes.</summary>
    public void Put(Service service) => _services[NamespacedName.Of(service.Metadata)] = service;

    public void Put(Namespace space)
    {
        _namespaces[space.Metadata.Name!] = space;
        Network = Network.With(space);
    }

    public void RemoveNamespace(string name)
    {
        if (_namespaces.Remove(name, out var old))
        {
            Network = Network.Without(old);
        }
    }

    /// <summary>Takes over where everything is.</summary>
    public void Know(ClusterAddresses addresses)
    {
        Addresses = addresses;
        _unlisted = null;
        _outside.Clear();
        _outside.UnionWith(_pods.Where(pod => IsOutside(pod.Value)).Select(pod => pod.Key));
    }

    private void Renew(Sandboxes foreign, IReadOnlyList<IPAddress> kinds, List<string> portNames)
    {
        Network = _newcomers.Aggregate(Network, (network, pod) => network.Without(pod));
        var ours = _pods.Values.Where(pod => foreign.Hold(pod) && pod.Spec?.HostNetwork != true).ToList();
        IReadOnlyCollection<string> spaces = foreign.Namespaces.Count > 0 ? foreign.Namespaces : [.. ours.Select(pod => pod.Metadata.Namespace!).Distinct()];
        var made = SandboxNewcomers.Make(foreign, [.. ours.Where(IsUnplaced)], spaces, kinds, portNames);
        _newcomers = [.. made.Select(sandbox => sandbox.Pod)];
        Network = _newcomers.Aggregate(Network, (network, pod) => network.With(pod));
        _scope = StackScope.Of(foreign, [.. ours.Where(pod => !IsUnplaced(pod)).Select(pod => new SandboxPod(pod, foreign.Grouping.Of(pod))), .. made], [.. _pods.Values.Where(foreign.Hold).Select(pod => pod.Metadata.Namespace!), .. foreign.Newcomers.Count > 0 ? spaces : []], _services.Values);
    }

    private bool IsUnplaced(Pod pod) => sandboxes?.Hold(pod) == true && pod.Spec?.HostNetwork != true && !PodAddresses.Of(pod).Any();

    /// <summary>Brings the newcomers in line with the policies and ranges of now.</summary>
    public void Renew()
    {
        var kinds = Network.KindsOfAddresses(Addresses.Pods.Values);
        var names = _policies.Values.SelectMany(PortNames).Distinct().Order(StringComparer.Ordinal).ToList();
        if (sandboxes is not null)
        {
            Renew(sandboxes, kinds, names);
            return;
        }

        var space = _namespaces.GetValueOrDefault(stacks.Namespace) ?? new() { Metadata = new() { Name = stacks.Namespace } };
        var isComplete = true;
        var labels = Stacks.Isolation.Guarding.Newcomers.Egresses.ToDictionary(egress => egress, egress =>
        {
            var sets = ManifestLabels.Of(_policies.Values, space, Stacks.Isolation.Guarding.Newcomers.Labels(egress, stacks), out var isAll);
            isComplete &= isAll;
            return sets;
        });
        var words = string.Join(" ", labels.SelectMany(sets => sets.Value.Select(set => $"{sets.Key}:{ManifestLabels.Words(set)}")).Append($"{isComplete}"));
        if (_hasNewcomers && kinds.SequenceEqual(_kinds) && names.SequenceEqual(_portNames) && words == _labels)
        {
            return;
        }

        _labels = words;
        _untried = isComplete ? [] : [$"policies tell stacks apart by more than {ManifestLabels.Most} sets of labels that a manifest may give: more are not tried; select stacks by fewer"];

        foreach (var old in _newcomers)
        {
            Network = Network.Without(old);
        }

        (_kinds, _portNames, _hasNewcomers) = (kinds, names, true);
        var plain = Stacks.Isolation.Guarding.Newcomers.Make(kinds, names, stacks);
        var labelled = labels.SelectMany(sets => sets.Value.SelectMany(set => Stacks.Isolation.Guarding.Newcomers.Make(kinds, names, sets.Key, set, stacks))).ToList();
        (_newcomers, Refusable) = RefusesExceptions ? (plain, (IReadOnlyList<Pod>)labelled) : ([.. plain, .. labelled], []);
        foreach (var pod in _newcomers)
        {
            Network = Network.With(pod);
        }
    }

    /// <summary>A pod that is still to be made, with every kind of address that it may get.</summary>
    public IReadOnlyList<Pod> Candidates(Pod pod)
    {
        var egress = pod.Metadata.Labels?.GetValueOrDefault(StackKeys.Egress);
        return
        [
            .. from newcomer in _newcomers
               where newcomer.Metadata.Labels![StackKeys.Egress] == (egress ?? "none") && Stacks.Isolation.Guarding.Newcomers.IsPlain(NamespacedName.Of(newcomer.Metadata))
               select pod with { Metadata = pod.Metadata with { Namespace = stacks.Namespace, Name = $"{newcomer.Metadata.Name}-{Candidate}" }, Status = newcomer.Status },
        ];
    }

    public GuardView View() => new()
    {
        Network = Network,
        Addresses = Addresses,
        UnlistedNodes = _unlisted ??= AddressRanges.Reduce(_hosts.Keys.Where(host => !Addresses.Nodes.Values.Any(range => AddressRanges.Covers(range, host)))),
        Pods = _pods,
        Namespaces = _namespaces,
        Policies = _policies.Values,
        PodsOutsideRanges = _outside,
        StacksElsewhere = _elsewhere,
        Overriding = Overriding,
        Families = [.. Addresses.Families.Concat(_families.Keys).Distinct().Order()],
        HasInternetStacks = HasInternetStacks,
        Stacks = stacks,
        Settings = settings,
        Access = _access,
        Newcomers = Newcomers,
        Scope = _scope,
        Settled = _settled,
        UntriedLabels = RefusesExceptions ? [] : _untried,
    };

    private static IEnumerable<string> PortNames(NetworkPolicy policy) =>
        (policy.Spec?.Ingress ?? []).SelectMany(rule => rule?.Ports ?? []).Concat((policy.Spec?.Egress ?? []).SelectMany(rule => rule?.Ports ?? []))
            .Where(port => port?.Port is { IsNumber: false }).Select(port => port!.Port!.Value.ToString());

    // Unknown ranges hold nobody, and that is said apart.
    private bool IsOutside(Pod pod) => pod.Spec?.HostNetwork != true && Addresses.Pods.Origin != RangeOrigin.Unknown
        && PodAddresses.Of(pod).Any(address => !Addresses.Pods.Values.Any(range => range.Contains(address)));

    private void Count(Pod pod, int change)
    {
        // A patrol has no address that leads back in to it: for its sake nobody has to know where stacks come out.
        if (pod.Metadata.Namespace == stacks.Namespace && pod.Metadata.Labels?.GetValueOrDefault(StackKeys.Egress) == "internet" && !pod.Metadata.Labels.ContainsKey(StackKeys.Patrol))
        {
            _internet += change;
        }

        foreach (var family in PodAddresses.Of(pod).Select(address => address.AddressFamily))
        {
            Add(_families, family, change);
        }

        foreach (var host in PodAddresses.OfHost(pod).Select(AddressRanges.Of))
        {
            // Only the first pod of a node and the last one tell anything new.
            _unlisted = Add(_hosts, host, change) is 0 or 1 ? null : _unlisted;
        }
    }

    private static int Add<T>(Dictionary<T, int> counts, T key, int change)
        where T : notnull
    {
        var after = counts.GetValueOrDefault(key) + change;
        if (after == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = after;
        }

        return after;
    }
}
