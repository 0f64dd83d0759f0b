using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Every capability must be dropped; the one to bind low ports may be added back.</summary>
/// <remarks>
/// Fields: <c>securityContext.capabilities</c> of every container. Required: <c>ALL</c> in <c>drop</c>. Allowed in
/// <c>add</c>: NET_BIND_SERVICE. From 1.25, pods for Windows are exempt.
/// </remarks>
internal static class CapabilitiesRestrictedCheck
{
    public static Check Check { get; } = new("capabilities_restricted", PodSecurityLevel.Restricted, new(22, V22), new(25, V25)) { Overrides = "capabilities_baseline" };

    private static Finding? V25(ObjectMeta metadata, PodSpec spec) => Wording.IsWindows(spec) ? null : V22(metadata, spec);

    private static Finding? V22(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? notDropping = null;
        List<string>? adding = null;
        SortedSet<string>? capabilities = null;
        foreach (var container in new PodContainers(spec))
        {
            var own = container.SecurityContext?.Capabilities;
            if (!DropsAll(own))
            {
                Wording.Add(ref notDropping, container.Name);
            }

            if (AddsMore(own, ref capabilities))
            {
                Wording.Add(ref adding, container.Name);
            }
        }

        if (notDropping is null && adding is null)
        {
            return null;
        }

        List<string> details = notDropping is null ? [] : [$"{Wording.Containers(notDropping)} must set securityContext.capabilities.drop=[\"ALL\"]"];
        if (adding is not null)
        {
            details.Add($"{Wording.Containers(adding)} must not include {Wording.Quoted(capabilities!)} in securityContext.capabilities.add");
        }

        return new Finding("unrestricted capabilities", string.Join("; ", details));
    }

    private static bool DropsAll(Capabilities? capabilities)
    {
        for (var i = 0; i < capabilities?.Drop?.Count; i++)
        {
            if (capabilities.Drop[i] == "ALL")
            {
                return true;
            }
        }

        return false;
    }

    private static bool AddsMore(Capabilities? capabilities, ref SortedSet<string>? more)
    {
        var any = false;
        for (var i = 0; i < capabilities?.Add?.Count; i++)
        {
            if (capabilities.Add[i] != "NET_BIND_SERVICE")
            {
                any = true;
                Wording.Add(ref more, capabilities.Add[i]);
            }
        }

        return any;
    }
}
