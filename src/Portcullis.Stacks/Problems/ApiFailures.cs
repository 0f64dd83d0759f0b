using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Portcullis.Client.Requests;

namespace Portcullis.Stacks.Problems;

/// <summary>Turns what the API server (or the way to it) did into a problem of ours. The one place that reads its texts.</summary>
internal static class ApiFailures
{
    /// <summary>True for errors of the API server and of the transport.</summary>
    public static bool TryMap(Exception error, [NotNullWhen(true)] out StackProblem? problem)
    {
        problem = error switch
        {
            KubernetesApiException refusal => OfRefusal(refusal),
            KubernetesTransportException => new(ProblemKind.Unavailable, StackReasons.ClusterUnavailable, "the cluster's API server does not answer"),
            _ => null,
        };
        return problem is not null;
    }

    /// <summary>True when the same request may well succeed a moment later: no answer, conflicts, overload, trouble inside.</summary>
    public static bool IsWorthRepeating(Exception error) =>
        error is KubernetesTransportException or KubernetesApiException { StatusCode: 408 or 409 or 429 or >= 500 };

    /// <summary>True when trying again cannot help until an operator has mended something.</summary>
    public static bool IsPermanent(Exception error) => error is KubernetesApiException { StatusCode: >= 400 and < 500 and not (408 or 409 or 429) };

    /// <summary>Whether a 422 is about a NodePort, and which of the Service's ports asked for it.</summary>
    /// <remarks>Both cases carry the reason FieldValueInvalid: only the text tells them apart.</remarks>
    public static NodePortRefusal NodePortRefusalOf(KubernetesApiException invalid, out int index)
    {
        const string prefix = "spec.ports[";
        index = 0;
        foreach (var cause in invalid.Causes)
        {
            if (cause.Field is { } field
                && field.StartsWith(prefix, StringComparison.Ordinal)
                && field.EndsWith("].nodePort", StringComparison.Ordinal)
                && int.TryParse(field.AsSpan(prefix.Length, field.Length - prefix.Length - "].nodePort".Length), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            {
                return cause.Message?.Contains("already allocated", StringComparison.Ordinal) == true ? NodePortRefusal.Taken
                    : cause.Message?.Contains("valid range", StringComparison.Ordinal) == true ? NodePortRefusal.OutOfRange
                    : NodePortRefusal.None;
            }
        }

        return NodePortRefusal.None;
    }

    /// <summary>What a refusal of the Pod or Service means to the caller.</summary>
    public static StackProblem OfRefusal(KubernetesApiException refusal) => refusal.StatusCode switch
    {
        403 => OfForbidden(refusal),
        422 => new(
            ProblemKind.BadRequest,
            StackReasons.InvalidManifest,
            "the cluster does not accept this manifest",
            [.. refusal.Causes.Select(cause => new ProblemDetail(cause.Field ?? "", cause.Message ?? "not accepted"))]),
        429 => new(ProblemKind.Unavailable, StackReasons.Busy, "the cluster's API server is overloaded"),
        409 => new(ProblemKind.Unavailable, StackReasons.Conflict, "the cluster is busy with the same objects"),
        401 => Operator("the cluster does not accept Portcullis's credentials", "renew the kubeconfig or the service account token"),
        404 => Operator("the stack namespace does not exist", "create the namespace named by STACK_NAMESPACE"),
        >= 500 => new(ProblemKind.Unavailable, StackReasons.ClusterUnavailable, "the cluster's API server is in trouble"),
        _ => Operator("the cluster refused the request", null),
    };

    // The API server gives one reason, Forbidden, for five different things; only the text tells them apart.
    private static StackProblem OfForbidden(KubernetesApiException refusal)
    {
        var message = refusal.Status.Message ?? "";
        if (message.Contains("exceeded quota", StringComparison.Ordinal))
        {
            return new(ProblemKind.Unavailable, StackReasons.QuotaExceeded, "the stack namespace's quota is used up");
        }

        if (IsLimitRange(message))
        {
            return new(
                ProblemKind.BadRequest,
                StackReasons.LimitRangeExceeded,
                "the stack asks for more or less than the stack namespace's LimitRange allows",
                [new("spec.containers", LimitRangeText(message), Hint: "beside its own containers every stack has the airlock, which asks for 50m of CPU and 16Mi of memory and ephemeral storage")]);
        }

        if (message.Contains("violates PodSecurity", StringComparison.Ordinal))
        {
            return Operator("Pod Security of the stack namespace refuses the pod", "loosen the namespace's pod-security.kubernetes.io/enforce label or tighten the profile");
        }

        return message.Contains("admission webhook", StringComparison.Ordinal)
            ? Operator("an admission webhook refuses the stack", "look at the cluster's validating and mutating webhooks")
            : Operator("the cluster forbids the request", "check Portcullis's Role and ClusterRole, and admission plugins");
    }

    private static bool IsLimitRange(string message) =>
        message.Contains(" usage per ", StringComparison.Ordinal) || message.Contains("limit to request ratio per ", StringComparison.Ordinal);

    private static string LimitRangeText(string message)
    {
        var at = message.IndexOf(" is forbidden: ", StringComparison.Ordinal);
        return at < 0 ? message : message[(at + " is forbidden: ".Length)..];
    }

    private static StackProblem Operator(string message, string? hint) => new(
        ProblemKind.Internal,
        StackReasons.RefusedByCluster,
        message,
        hint is null ? [] : [new("cluster", message, Hint: hint)]);
}

/// <summary>What a 422 says of a NodePort.</summary>
internal enum NodePortRefusal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another Service has it: pick another.</summary>
    Taken,

    /// <summary>The cluster has no such NodePort: picking again from our range is no use.</summary>
    OutOfRange,
}
