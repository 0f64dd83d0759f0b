using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>The Pods of a patrol: small, short-lived, and under the walls of stacks. Pure.</summary>
/// <remarks>
/// They carry the label keys of stacks, so that whatever selects stacks selects them, too; but no stack's id, so that no
/// list, limit, count or clean-up of stacks sees them.
/// </remarks>
/// <param name="stacks">How stacks are made.</param>
/// <param name="settings">The image, and how long walls may take.</param>
/// <param name="sender">Tells the Pods of this process from those of other replicas.</param>
internal sealed class PatrolPods(StackSettings stacks, IsolationSettings settings, string sender)
{
    /// <summary>The port that listeners listen on, over TCP and UDP.</summary>
    public const int ListenPort = 21_000;

    /// <summary>The container, by its name.</summary>
    public const string Container = "patrol";

    /// <summary>The variable that holds what is tried.</summary>
    public const string TargetsVariable = "PATROL_TARGETS";

    /// <summary>The variable that holds how long the walls may take to act, in whole seconds.</summary>
    public const string TimeoutVariable = "PATROL_TIMEOUT";

    /// <summary>The variable that holds the port to listen on; instead of targets.</summary>
    public const string ListenVariable = "PATROL_LISTEN";

    private const string StackValue = "patrol";
    private const long CpuLimitMilli = 100;
    private const long MemoryBytes = 32 << 20;
    private const long GraceSeconds = 1;

    // What the cluster itself ends, should nobody else be left to. A pull of the image and the slowest walls are in it.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(150);

    private static readonly Lazy<string> Script = new(() => ContainerScript.Read("patrol.sh"));

    /// <summary>The script that they run.</summary>
    public static string ScriptText => Script.Value;

    /// <summary>Whether an object is of a patrol, of whichever replica.</summary>
    public static bool IsPatrol(ObjectMeta metadata) =>
        metadata.Labels is { } labels && labels.ContainsKey(StackKeys.Patrol)
        && labels.GetValueOrDefault(StackKeys.ManagedBy) == StackKeys.ManagedByValue && labels.GetValueOrDefault(StackKeys.Stack) == StackValue;

    /// <summary>Whether it was made by this process.</summary>
    public bool IsOwn(ObjectMeta metadata) => metadata.Annotations?.GetValueOrDefault(StackKeys.PatrolSender) == sender;

    /// <summary>One that listens, on a node.</summary>
    /// <param name="role">Its role in the step: of several replicas only one makes a Pod of each role.</param>
    /// <param name="caller">The node that it listens for.</param>
    /// <param name="node">The node to run on.</param>
    public Pod Listener(PatrolRole role, string caller, string node) => Make(
        role,
        "none",
        caller,
        node,
        null,
        [new() { Name = ListenVariable, Value = ListenPort.ToString(CultureInfo.InvariantCulture) }]);

    /// <summary>One that tries, on a node.</summary>
    /// <param name="egress">What it may reach, by policy: <c>none</c> or <c>internet</c>.</param>
    /// <param name="node">The node.</param>
    /// <param name="targets">What it tries.</param>
    public Pod Caller(string egress, string node, IReadOnlyList<PatrolTarget> targets) => Make(
        egress == "internet" ? PatrolRole.Internet : PatrolRole.None,
        egress,
        node,
        node,
        targets,
        [
            new() { Name = TargetsVariable, Value = PatrolOrders.ForScript(targets) },
            new() { Name = TimeoutVariable, Value = ((long)Math.Ceiling(settings.AirlockTimeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture) },
        ]);

    private Pod Make(PatrolRole role, string egress, string caller, string node, IReadOnlyList<PatrolTarget>? targets, IReadOnlyList<EnvVar> variables)
    {
        var word = role.ToString().ToLowerInvariant();
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [StackKeys.PatrolNode] = caller, [StackKeys.PatrolSender] = sender };
        if (targets is not null)
        {
            annotations[StackKeys.PatrolOrders] = PatrolOrders.Write(targets);
        }

        return new()
        {
            ApiVersion = ResourceTypes.Pods.ApiVersion,
            Kind = ResourceTypes.Pods.Kind,
            Metadata = new()
            {
                Name = $"patrol-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)))[..8]}-{word}",
                Namespace = stacks.Namespace,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
                    [StackKeys.Stack] = StackValue,
                    [StackKeys.Incarnation] = StackValue,
                    [StackKeys.Egress] = egress,
                    [StackKeys.Profile] = LabelValue.ForText(stacks.DefaultProfile),
                    [StackKeys.Patrol] = word,
                },
                Annotations = annotations,
            },
            Spec = new()
            {
                RestartPolicy = "Never",
                ActiveDeadlineSeconds = (long)Life.TotalSeconds,
                TerminationGracePeriodSeconds = GraceSeconds,
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                DnsPolicy = "None",
                DnsConfig = new() { Nameservers = ["127.0.0.1"] },
                NodeSelector = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = stacks.NodeRole },
                Affinity = Require(node),
                SecurityContext = new()
                {
                    // It tries echoes on purpose, which stacks cannot send.
                    Sysctls = [new() { Name = "net.ipv4.ping_group_range", Value = "0 2147483647" }],
                    SeccompProfile = new() { Type = "RuntimeDefault" },
                },
                Containers =
                [
                    new()
                    {
                        Name = Container,
                        Image = settings.AirlockImage,
                        ImagePullPolicy = "IfNotPresent",
                        Command = ["sh", "-c", ScriptText],
                        Env = variables,
                        Resources = new() { Limits = ConfinedContainer.Amounts(CpuLimitMilli, MemoryBytes), Requests = ConfinedContainer.Amounts(1, MemoryBytes) },
                        TerminationMessagePath = "/dev/termination-log",
                        TerminationMessagePolicy = "File",

                        // It writes this once its own calls reach it.
                        ReadinessProbe = targets is null ? new() { Exec = new() { Command = ["test", "-s", "/dev/termination-log"] }, PeriodSeconds = 1 } : null,
                        SecurityContext = ConfinedContainer.Context(),
                    },
                ],
            },
        };
    }

    // By the scheduler, and not by nodeName: a full node is then told of, and quotas and taints count.
    private static JsonElement Require(string node) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["nodeAffinity"] = new JsonObject
        {
            ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
            {
                ["nodeSelectorTerms"] = new JsonArray(new JsonObject
                {
                    ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) }),
                }),
            },
        },
    }, StacksJson.Default.JsonObject);
}

/// <summary>What a Pod of a patrol is there for.</summary>
internal enum PatrolRole
{
    /// <summary>Tries, as a stack that reaches nothing.</summary>
    None,

    /// <summary>Tries, as a stack that may out to the internet.</summary>
    Internet,

    /// <summary>Listens on the callers' own node.</summary>
    Here,

    /// <summary>Listens on another node.</summary>
    There,
}
