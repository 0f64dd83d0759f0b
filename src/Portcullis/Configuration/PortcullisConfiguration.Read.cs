using Portcullis.Admission;
using Portcullis.Model.Addresses;
using Portcullis.Model.Time;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;
using V = Portcullis.Configuration.ConfigurationVariables;

namespace Portcullis.Configuration;

internal sealed partial record PortcullisConfiguration
{
    /// <summary>Reads and checks the environment. Nothing else is looked at but the file that STACK_PROFILES_FILE names.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="embedded">Whether the embedded cluster is used: then a missing API key is made, not refused.</param>
    /// <param name="readFile">Reads a file; <see cref="File.ReadAllText(string)"/> by default.</param>
    public static ConfigurationResult Read(IReadOnlyDictionary<string, string> environment, bool embedded = false, Func<string, string>? readFile = null)
    {
        var reader = new EnvironmentReader(environment);
        var configuration = new PortcullisConfiguration
        {
            Api = ReadApi(reader, embedded),
            Stacks = ReadProfiles(reader, ReadStacks(reader), readFile ?? File.ReadAllText),
            Isolation = ReadIsolation(reader),
            Cluster = ReadCluster(reader),
            LeaderElection = ReadLeaderElection(reader),
        };
        var warnings = ConfigurationWarnings.Of(environment);
        return reader.Problems.Count == 0
            ? new ConfigurationResult.Valid(configuration, warnings)
            : new ConfigurationResult.Invalid(reader.Problems, warnings);
    }

    private static ApiSettings ReadApi(EnvironmentReader reader, bool embedded)
    {
        var environment = reader.TextOrNull(V.AppEnv) ?? V.AppEnv.Default;
        if (!ListenAddress.TryParse(reader.TextOrNull(V.HttpAddr) ?? "", out var listen))
        {
            reader.Refuse(V.HttpAddr, $"allowed is {ListenAddress.Allowed}");
        }

        var settings = new ApiSettings
        {
            Environment = environment,
            Listen = listen,
            ShutdownTimeout = reader.Duration(V.ShutdownTimeout),
            KeyRequired = reader.Boolean(V.ApiKeyEnabled),
            Keys = reader.Keys(V.ApiKey),
            KeyInQueryAllowed = reader.Boolean(V.ApiKeyAllowQuery),
        };
        if (settings.KeyRequired && !embedded && !reader.IsSet(V.ApiKey))
        {
            reader.Refuse(V.ApiKey, "not set; give one or more keys separated by commas, or set API_KEY_ENABLED=false to let everyone in");
        }

        return settings;
    }

    private static StackSettings ReadStacks(EnvironmentReader reader)
    {
        var settings = new StackSettings
        {
            Namespace = reader.Text(V.StackNamespace, NameText.IsDnsLabel, "allowed is a namespace name: lower-case letters, digits and hyphens, at most 63"),
            NodeRole = reader.Text(V.StackNodeRole, NameText.IsLabelValue, "allowed is a label value: letters, digits, hyphens, underscores and dots, at most 63"),
            Ttl = reader.Duration(V.StackTtl),
            MaxTtl = reader.Duration(V.StackMaxTtl),
            TerminalGrace = reader.Duration(V.StackTerminalGrace, zeroAllowed: true),
            OrphanGrace = reader.Duration(V.StackOrphanGrace, zeroAllowed: true),
            NodePortMin = reader.Number(V.StackNodePortMin, 1, 65535),
            NodePortMax = reader.Number(V.StackNodePortMax, 1, 65535),
            PublicHost = reader.OptionalText(V.StackPublicHost, NameText.IsHost, "allowed is a DNS name or an IP address, without scheme, port or brackets"),
            SchedulingTimeout = reader.Duration(V.StackSchedulingTimeout),
            WaitForCapacity = reader.Boolean(V.StackWaitForCapacity),
            RestartPolicy = reader.Word(V.StackRestartPolicy, "Never", "OnFailure", "Always"),
            MaxPerOwner = reader.Number(V.StackMaxPerOwner, 0),
            MaxConcurrentCreates = reader.Number(V.StackMaxConcurrentCreates, 1),
        };
        if (reader.AreFine(V.StackTtl, V.StackMaxTtl) && settings.Ttl > settings.MaxTtl)
        {
            reader.Refuse(V.StackTtl, $"it must not exceed STACK_MAX_TTL, which is {GoDuration.Format(settings.MaxTtl)}");
        }

        if (reader.AreFine(V.StackNodePortMin, V.StackNodePortMax) && settings.NodePortMin > settings.NodePortMax)
        {
            reader.Refuse(V.StackNodePortMin, $"it must not exceed STACK_NODEPORT_MAX, which is {settings.NodePortMax}");
        }

        return ReadAdmission(reader, settings);
    }

    private static StackSettings ReadAdmission(EnvironmentReader reader, StackSettings stacks)
    {
        var settings = stacks with
        {
            MaxCpu = reader.Amount(V.StackMaxCpu),
            MaxMemory = reader.Amount(V.StackMaxMemory),
            MaxEphemeralStorage = reader.Amount(V.StackMaxEphemeralStorage),
            DefaultEphemeralStorage = reader.Amount(V.StackDefaultEphemeralStorage),
            DefaultEgress = reader.Word(V.StackEgressDefault, "none", "internet"),
            DnsServers = reader.Texts(V.StackDnsServers, text => IPText.TryParseAddress(text, out _), "allowed are 1 to 3 IP addresses separated by commas"),
            AllowedAnnotations = reader.Texts(V.StackAllowedAnnotations, NameText.IsQualifiedName, "allowed are annotation keys separated by commas, such as example.org/name"),
            AllowedPullSecrets = reader.Texts(V.StackAllowedPullSecrets, NameText.IsDnsSubdomain, "allowed are names of secrets separated by commas"),
            AllowedSeccompProfiles = reader.Texts(V.StackAllowedSeccompProfiles, NameText.IsRelativePath, "allowed are relative paths separated by commas, such as profiles/audit.json"),
            ExternalTrafficPolicy = reader.Word(V.StackExternalTrafficPolicy, "Local", "Cluster"),
        };
        if (reader.AreFine(V.StackDefaultEphemeralStorage, V.StackMaxEphemeralStorage)
            && settings.DefaultEphemeralStorage > settings.MaxEphemeralStorage)
        {
            reader.Refuse(V.StackDefaultEphemeralStorage, $"it must not exceed STACK_MAX_EPHEMERAL_STORAGE, which is {settings.MaxEphemeralStorage}");
        }

        if (settings.DnsServers.Count > 3)
        {
            reader.Refuse(V.StackDnsServers, "allowed are 1 to 3 IP addresses separated by commas");
        }

        return settings;
    }

    private static StackSettings ReadProfiles(EnvironmentReader reader, StackSettings settings, Func<string, string> readFile)
    {
        var profiles = Profile.BuiltIn;
        if (reader.TextOrNull(V.StackProfilesFile) is { } file)
        {
            try
            {
                profiles = ProfilesFile.Parse(readFile(file), out var faults);
                foreach (var fault in faults)
                {
                    reader.Report(V.StackProfilesFile, fault);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                reader.Refuse(V.StackProfilesFile, $"it cannot be read: {error.Message}");
            }
        }

        // With a broken file nobody knows which names there are.
        var standard = reader.TextOrNull(V.StackProfileDefault) ?? V.StackProfileDefault.Default;
        if (reader.AreFine(V.StackProfilesFile) && !profiles.ContainsKey(standard))
        {
            reader.Refuse(V.StackProfileDefault, $"allowed are {string.Join(", ", profiles.Keys.Order(StringComparer.Ordinal))}");
        }

        return settings with { Profiles = profiles, DefaultProfile = standard };
    }

    // There is no "never": what was heard an hour ago proves nothing.
    private static readonly TimeSpan LeastMaxAge = TimeSpan.FromSeconds(1);

    // Pods come and go that often on each node.
    private static readonly TimeSpan LeastPatrolInterval = TimeSpan.FromSeconds(1);

    private static IsolationSettings ReadIsolation(EnvironmentReader reader) => new()
    {
        Mode = Enum.Parse<IsolationMode>(reader.Word(V.StackIsolation, "enforce", "warn", "off"), ignoreCase: true),
        MaxAge = reader.Duration(V.StackIsolationMaxAge, LeastMaxAge),
        ManageWalls = reader.Boolean(V.StackManageWalls),
        IngressFrom = reader.Peers(V.StackIngressFrom),
        PodCidrs = reader.Cidrs(V.StackPodCidrs),
        ServiceCidrs = reader.Cidrs(V.StackServiceCidrs),
        NodeCidrs = reader.Cidrs(V.StackNodeCidrs),
        ProtectedCidrs = reader.Cidrs(V.StackProtectedCidrs),
        EgressCidrs = reader.Cidrs(V.StackEgressCidrs),
        NamedCidrs = reader.NamedCidrs(V.StackNamedCidrs),
        PublicCidrs = reader.Cidrs(V.StackPublicCidrs),
        Airlock = reader.Word(V.StackAirlock, "on", "off") == "on",
        AirlockImage = reader.Text(V.StackAirlockImage, text => !text.Any(char.IsWhiteSpace), "allowed is the name of an image, without blanks"),
        AirlockTimeout = reader.Duration(V.StackAirlockTimeout),
        PatrolInterval = reader.DurationOrZero(V.StackPatrolInterval, LeastPatrolInterval),
        RequireIngressNetworkPolicy = reader.Boolean(V.StackRequireIngressNetworkPolicy),
    };

    private static ClusterSettings ReadCluster(EnvironmentReader reader) => new()
    {
        Kubeconfig = reader.TextOrNull(V.K8sKubeconfig),
        Context = reader.TextOrNull(V.K8sContext),
        Qps = reader.Rate(V.K8sClientQps),
        Burst = reader.Number(V.K8sClientBurst, 0),
    };

    private static LeaderElectionSettings ReadLeaderElection(EnvironmentReader reader)
    {
        var settings = new LeaderElectionSettings
        {
            Enabled = reader.Boolean(V.LeaderElectionEnabled),
            Namespace = reader.Text(V.LeaderElectionNamespace, NameText.IsDnsLabel, "allowed is a namespace name: lower-case letters, digits and hyphens, at most 63"),
            Name = reader.Text(V.LeaderElectionName, NameText.IsDnsSubdomain, "allowed is a lease name: lower-case letters, digits, hyphens and dots, at most 253"),
            LeaseDuration = reader.Duration(V.LeaderElectionLeaseDuration),
            RenewDeadline = reader.Duration(V.LeaderElectionRenewDeadline),
            RetryPeriod = reader.Duration(V.LeaderElectionRetryPeriod),
            Identity = reader.TextOrNull(V.LeaderElectionIdentity) ?? reader.Raw("POD_NAME") ?? reader.Raw("HOSTNAME"),
        };
        if (reader.AreFine(V.LeaderElectionLeaseDuration, V.LeaderElectionRenewDeadline)
            && settings.LeaseDuration <= settings.RenewDeadline)
        {
            reader.Refuse(V.LeaderElectionLeaseDuration, $"it must be longer than LEADER_ELECTION_RENEW_DEADLINE, which is {GoDuration.Format(settings.RenewDeadline)}");
        }

        // client-go waits up to 1.2 retry periods between attempts; a deadline below that would never see a second one.
        if (reader.AreFine(V.LeaderElectionRenewDeadline, V.LeaderElectionRetryPeriod)
            && settings.RenewDeadline <= settings.RetryPeriod * 1.2)
        {
            reader.Refuse(V.LeaderElectionRenewDeadline, $"it must be longer than 1.2 times LEADER_ELECTION_RETRY_PERIOD, which is {GoDuration.Format(settings.RetryPeriod)}");
        }

        return settings;
    }
}
