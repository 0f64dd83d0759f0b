using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>Puts a container's security context over what it inherits from its pod, and keeps account of which won.</summary>
/// <remarks>
/// From the pod come seLinuxOptions, windowsOptions, runAsUser, runAsGroup, runAsNonRoot, seccompProfile and
/// appArmorProfile, no more; a structure is replaced whole, only windowsOptions field by field.
/// <see href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/securitycontext/util.go"/>
/// </remarks>
internal sealed class ContextMerge(SecurityContext? container, PodSecurityContext? pod)
{
    private const string OfContainer = "container";
    private const string OfPod = "pod";

    private readonly SortedDictionary<string, string> _from = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> From => _from;

    public SecurityContext Apply() => new()
    {
        Capabilities = Own("capabilities", container?.Capabilities),
        Privileged = Own("privileged", container?.Privileged),
        SeLinuxOptions = Either("seLinuxOptions", container?.SeLinuxOptions, pod?.SeLinuxOptions),
        WindowsOptions = Windows(container?.WindowsOptions, pod?.WindowsOptions),
        RunAsUser = Either("runAsUser", container?.RunAsUser, pod?.RunAsUser),
        RunAsGroup = Either("runAsGroup", container?.RunAsGroup, pod?.RunAsGroup),
        RunAsNonRoot = Either("runAsNonRoot", container?.RunAsNonRoot, pod?.RunAsNonRoot),
        ReadOnlyRootFilesystem = Own("readOnlyRootFilesystem", container?.ReadOnlyRootFilesystem),
        AllowPrivilegeEscalation = Own("allowPrivilegeEscalation", container?.AllowPrivilegeEscalation),
        ProcMount = Own("procMount", container?.ProcMount),
        SeccompProfile = Either("seccompProfile", container?.SeccompProfile, pod?.SeccompProfile),
        AppArmorProfile = Either("appArmorProfile", container?.AppArmorProfile, pod?.AppArmorProfile),
    };

    private T? Own<T>(string name, T? value)
    {
        if (value is not null)
        {
            _from[name] = OfContainer;
        }

        return value;
    }

    private T? Either<T>(string name, T? own, T? inherited)
    {
        if (own is not null || inherited is not null)
        {
            _from[name] = own is not null ? OfContainer : OfPod;
        }

        return own is not null ? own : inherited;
    }

    private WindowsSecurityContextOptions? Windows(WindowsSecurityContextOptions? own, WindowsSecurityContextOptions? inherited)
    {
        if (own is null || inherited is null)
        {
            return Either("windowsOptions", own, inherited);
        }

        _from["windowsOptions"] = $"{OfContainer}, {OfPod}";
        return new WindowsSecurityContextOptions
        {
            GmsaCredentialSpecName = own.GmsaCredentialSpecName ?? inherited.GmsaCredentialSpecName,
            GmsaCredentialSpec = own.GmsaCredentialSpec ?? inherited.GmsaCredentialSpec,
            RunAsUserName = own.RunAsUserName ?? inherited.RunAsUserName,
            HostProcess = own.HostProcess ?? inherited.HostProcess,
        };
    }
}
