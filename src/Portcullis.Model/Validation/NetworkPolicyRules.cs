using Portcullis.Model.Defaulting;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Validation;

/// <summary>What the API server makes of a network policy before it stores it, for whoever judges policies that no server has seen.</summary>
public static class NetworkPolicyRules
{
    /// <summary>The policy with its defaults filled in, as it is read back.</summary>
    /// <param name="policy">The policy; not changed.</param>
    public static NetworkPolicy Complete(NetworkPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return NetworkPolicyDefaults.Apply(policy);
    }

    /// <summary>What is wrong with a new policy; empty when nothing is.</summary>
    /// <param name="policy">The policy, with its defaults.</param>
    public static IReadOnlyList<FieldError> Check(NetworkPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var errors = new List<FieldError>();
        MetadataValidation.Create(policy, errors);
        NetworkPolicyValidation.Check(policy, errors);
        return errors;
    }
}
