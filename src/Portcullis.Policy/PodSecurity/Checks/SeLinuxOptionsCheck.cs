using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>SELinux labels must be those of containers, without a user or role.</summary>
/// <remarks>
/// Fields: <c>securityContext.seLinuxOptions</c> of pod and containers. Allowed types: unset, container_t, container_init_t,
/// container_kvm_t; from 1.31 container_engine_t. Allowed users and roles: unset.
/// </remarks>
internal static class SeLinuxOptionsCheck
{
    public static Check Check { get; } = new("seLinuxOptions", PodSecurityLevel.Baseline, new(0, V0), new(31, V31));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec) => Judge(spec, engineToo: false);

    private static Finding? V31(ObjectMeta metadata, PodSpec spec) => Judge(spec, engineToo: true);

    private static Finding? Judge(PodSpec spec, bool engineToo)
    {
        var faults = new Faults(engineToo);
        var pod = faults.FoundIn(spec.SecurityContext?.SeLinuxOptions);
        List<string>? containers = null;
        foreach (var container in new PodContainers(spec))
        {
            if (faults.FoundIn(container.SecurityContext?.SeLinuxOptions))
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return pod || containers is not null
            ? new Finding("seLinuxOptions", $"{Wording.Setters(pod, containers)} set forbidden securityContext.seLinuxOptions: {faults}")
            : null;
    }

    /// <summary>What was wrong anywhere in the pod.</summary>
    private struct Faults(bool engineToo)
    {
        private SortedSet<string>? _types;
        private bool _user;
        private bool _role;

        public bool FoundIn(SeLinuxOptions? options)
        {
            if (options is null)
            {
                return false;
            }

            var badType = options.Type is not (null or "" or "container_t" or "container_init_t" or "container_kvm_t")
                && !(engineToo && options.Type == "container_engine_t");
            if (badType)
            {
                Wording.Add(ref _types, options.Type);
            }

            var hasUser = !string.IsNullOrEmpty(options.User);
            var hasRole = !string.IsNullOrEmpty(options.Role);
            _user |= hasUser;
            _role |= hasRole;
            return badType || hasUser || hasRole;
        }

        public override readonly string ToString()
        {
            List<string> parts = _types is null ? [] : [$"{Wording.Plural("type", "types", _types.Count)} {Wording.Quoted(_types)}"];
            if (_user)
            {
                parts.Add("user may not be set");
            }

            if (_role)
            {
                parts.Add("role may not be set");
            }

            return string.Join("; ", parts);
        }
    }
}
