using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Validation;

/// <summary>
/// Rules for network policies.
/// <see href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/networking/validation/validation.go"/>
/// </summary>
internal static class NetworkPolicyValidation
{
    public static void Check(NetworkPolicy policy, List<FieldError> errors)
    {
        var spec = policy.Spec ?? new NetworkPolicySpec();
        var path = FieldPath.Of("spec");
        LabelValidation.Selector(spec.PodSelector, path.Child("podSelector"), errors);
        foreach (var (at, rule) in spec.Ingress.At(path.Child("ingress")))
        {
            Ports(rule.Ports, at.Child("ports"), errors);
            Peers(rule.From, at.Child("from"), errors);
        }

        foreach (var (at, rule) in spec.Egress.At(path.Child("egress")))
        {
            Ports(rule.Ports, at.Child("ports"), errors);
            Peers(rule.To, at.Child("to"), errors);
        }

        Types(spec.PolicyTypes ?? [], path.Child("policyTypes"), errors);
    }

    private static void Types(IReadOnlyList<string> types, FieldPath path, List<FieldError> errors)
    {
        if (types.Count > 2)
        {
            errors.Add(FieldError.Invalid(path, types, "may not specify more than two policyTypes"));
            return;
        }

        foreach (var (at, type) in types.At(path))
        {
            errors.OptionalOneOf(at, type, "Ingress", "Egress");
        }
    }

    private static void Ports(IReadOnlyList<NetworkPolicyPort>? ports, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, port) in ports.At(path))
        {
            Port(port, at, errors);
        }
    }

    private static void Port(NetworkPolicyPort port, FieldPath path, List<FieldError> errors)
    {
        errors.OptionalOneOf(path.Child("protocol"), port.Protocol, "TCP", "UDP", "SCTP");
        var endPath = path.Child("endPort");
        if (port.Port is not { } number)
        {
            Unless(port.EndPort is null, "may not be specified when `port` is not specified");
            return;
        }

        if (number.Text is not null)
        {
            Unless(port.EndPort is null, "may not be specified when `port` is non-numeric");
        }

        PortValidation.NumberOrName(number, path.Child("port"), errors);
        if (number.IsNumber && port.EndPort is { } end)
        {
            Unless(end >= number.Number, "must be greater than or equal to `port`");
            errors.Invalid(endPath, end, NameRules.PortNumber(end));
        }

        void Unless(bool fine, string detail)
        {
            if (!fine)
            {
                errors.Add(FieldError.Invalid(endPath, port.EndPort, detail));
            }
        }
    }

    private static void Peers(IReadOnlyList<NetworkPolicyPeer>? peers, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, peer) in peers.At(path))
        {
            Peer(peer, at, errors);
        }
    }

    private static void Peer(NetworkPolicyPeer peer, FieldPath path, List<FieldError> errors)
    {
        LabelValidation.Selector(peer.PodSelector, path.Child("podSelector"), errors);
        LabelValidation.Selector(peer.NamespaceSelector, path.Child("namespaceSelector"), errors);
        if (peer.IpBlock is { } block)
        {
            Block(block, path.Child("ipBlock"), errors);
        }

        var selects = peer.PodSelector is not null || peer.NamespaceSelector is not null;
        if (!selects && peer.IpBlock is null)
        {
            errors.Add(FieldError.Required(path, "must specify a peer"));
        }
        else if (selects && peer.IpBlock is not null)
        {
            errors.Add(FieldError.Forbidden(path, "may not specify both ipBlock and another peer"));
        }
    }

    private static void Block(IPBlock block, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(block.Cidr))
        {
            errors.Add(FieldError.Required(path.Child("cidr")));
            return;
        }

        errors.Invalid(path.Child("cidr"), block.Cidr, NameRules.Cidr(block.Cidr));
        if (!IPText.TryParseCidr(block.Cidr, out var outer, out var outerPrefix))
        {
            return;
        }

        foreach (var (at, except) in block.Except.At(path.Child("except")))
        {
            errors.Invalid(at, except, NameRules.Cidr(except));
            if (IPText.TryParseCidr(except, out var inner, out var prefix) && !IsStrictSubset(inner, prefix, outer, outerPrefix))
            {
                errors.Add(FieldError.Invalid(at, except, "must be a strict subset of `cidr`"));
            }
        }
    }

    /// <summary>Contained and smaller; never across address families.</summary>
    private static bool IsStrictSubset(IPAddress inner, int innerPrefix, IPAddress outer, int outerPrefix) =>
        innerPrefix > outerPrefix && AddressRanges.Covers(AddressRanges.Masked(outer, outerPrefix), AddressRanges.Masked(inner, innerPrefix));
}
