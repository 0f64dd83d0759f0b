using Portcullis.Model.Names;
using Portcullis.Model.Quantities;

namespace Portcullis.Admission;

/// <summary>Finds faults in an operator's profile.</summary>
public static class ProfileRules
{
    /// <summary>Everything that is wrong with a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>Fields, by their names in the file, and what is wrong with each; none when all is well.</returns>
    public static IReadOnlyList<(string Field, string Message)> Check(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var faults = new List<(string, string)>();
        for (var i = 0; i < profile.Capabilities.Count; i++)
        {
            if (!CapabilityRules.IsKnown(profile.Capabilities[i]))
            {
                faults.Add(($"capabilities[{i}]", $"\"{profile.Capabilities[i]}\" is no Linux capability; names are in capitals, without \"CAP_\""));
            }
        }

        if (profile.Seccomp.Count == 0)
        {
            faults.Add(("seccomp", "must name one profile at least; the first is what a manifest that names none gets"));
        }

        CheckIds("run_as_user", profile.RunAsUser, faults);
        CheckIds("run_as_group", profile.RunAsGroup, faults);
        if (profile is { RunAsNonRoot: true, RunAsUser.Min: 0 })
        {
            faults.Add(("run_as_user.min", "must be above 0 with run_as_non_root"));
        }

        CheckMaximum("max_cpu", profile.MaxCpu, faults);
        CheckMaximum("max_memory", profile.MaxMemory, faults);
        CheckMaximum("max_ephemeral_storage", profile.MaxEphemeralStorage, faults);
        if (profile.RuntimeClass is { } runtime && NameRules.Dns1123Subdomain(runtime) is [var problem, ..])
        {
            faults.Add(("runtime_class", $"\"{runtime}\": {problem}"));
        }

        CheckBeyond(profile, faults);
        return faults;
    }

    private static void CheckIds(string field, IdRange? ids, List<(string, string)> faults)
    {
        if (ids is null)
        {
            return;
        }

        if (ids.Min < 0 || ids.Max > int.MaxValue || ids.Min > ids.Max)
        {
            faults.Add((field, $"min and max must be in order, within 0 to {int.MaxValue}"));
        }
        else if (!ids.Contains(ids.Default))
        {
            faults.Add(($"{field}.default", $"{ids.Default} is not within {ids}"));
        }
    }

    private static void CheckMaximum(string field, Quantity? maximum, List<(string, string)> faults)
    {
        if (maximum is { Sign: <= 0 })
        {
            faults.Add((field, "must be above 0"));
        }
    }

    // Said in so many words or not at all: a slip in a list must not open more than the operator meant.
    private static void CheckBeyond(Profile profile, List<(string, string)> faults)
    {
        if (profile.BeyondBaseline || profile.BaselineExceptions.Count == 0)
        {
            return;
        }

        var grants = profile.Capabilities.Where(name => CapabilityRules.IsKnown(name) && !CapabilityRules.IsBaseline(name)).Select(name => $"the capability {name}")
            .Concat(profile.Seccomp.Contains(ProfileChoice.Unconfined) ? ["seccomp Unconfined"] : [])
            .Concat(profile.AppArmor.Contains(ProfileChoice.Unconfined) ? ["AppArmor Unconfined"] : [])
            .ToList();
        if (grants.Count > 0)
        {
            faults.Add(("beyond_baseline", $"must be true, as the profile grants {string.Join(", ", grants)}, which the baseline level of the Pod Security Standards forbids"));
        }
    }
}
