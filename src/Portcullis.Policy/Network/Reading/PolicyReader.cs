using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Reading;

/// <summary>Gives a policy its defaults and validates it, as the API server does.</summary>
internal static class PolicyReader
{
    public static NetworkPolicy Read(NetworkPolicy policy, NamespacedName name, List<FieldError> errors)
    {
        var complete = NetworkPolicyRules.Complete(policy with
        {
            Metadata = policy.Metadata with { Namespace = name.Namespace },
            Spec = policy.Spec is null ? null : WithoutNulls(policy.Spec),
        });
        errors.AddRange(NetworkPolicyRules.Check(complete));
        return complete;
    }

    /// <summary>A null in a list is an empty entry there, as Go reads it: <c>ingress: [null]</c> allows everything.</summary>
    private static NetworkPolicySpec WithoutNulls(NetworkPolicySpec spec) => spec with
    {
        Ingress = Filled(spec.Ingress, static rule => rule with { From = Filled(rule.From, Same), Ports = Filled(rule.Ports, Same) }),
        Egress = Filled(spec.Egress, static rule => rule with { To = Filled(rule.To, Same), Ports = Filled(rule.Ports, Same) }),
        PolicyTypes = spec.PolicyTypes is null ? null : [.. spec.PolicyTypes.Select(type => type ?? "")],
    };

    private static IReadOnlyList<T>? Filled<T>(IReadOnlyList<T>? list, Func<T, T> each)
        where T : class, new() => list is null ? null : [.. list.Select(item => each(item ?? new T()))];

    private static T Same<T>(T item) => item;
}
