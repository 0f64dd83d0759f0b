using Portcullis.Admission;
using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>What admission is told of the settings.</summary>
internal static class AdmissionPolicies
{
    public static AdmissionPolicy Of(StackSettings settings) => new()
    {
        NodeRole = settings.NodeRole,
        RestartPolicy = settings.RestartPolicy,
        MaxCpu = settings.MaxCpu,
        MaxMemory = settings.MaxMemory,
        MaxEphemeralStorage = settings.MaxEphemeralStorage,
        DefaultEphemeralStorage = settings.DefaultEphemeralStorage,
        AllowedAnnotations = settings.AllowedAnnotations,
        AllowedPullSecrets = settings.AllowedPullSecrets,
        AllowedSeccompProfiles = settings.AllowedSeccompProfiles,
        Profiles = settings.Profiles,
        DefaultProfile = settings.DefaultProfile,
    };
}
