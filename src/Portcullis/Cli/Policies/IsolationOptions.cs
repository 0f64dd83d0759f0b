using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Portcullis.Configuration;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Report;
using V = Portcullis.Configuration.ConfigurationVariables;

namespace Portcullis.Cli.Policies;

/// <summary>What <c>policy check</c> is told about the cluster; each option is for one <c>STACK_</c> variable and wins over it.</summary>
internal sealed class IsolationOptions
{
    private readonly Option<IReadOnlyList<string>> _namespace = Namespace();
    private readonly Option<IReadOnlyList<IPNetwork>> _pods = Ranges("--pod-cidr", "A range of pod addresses, where nodes do not tell them or the network plug-in uses others; may be given several times; instead of STACK_POD_CIDRS");
    private readonly Option<IReadOnlyList<IPNetwork>> _services = Ranges("--service-cidr", "A range of Service addresses, where no ServiceCIDR object tells it; may be given several times; instead of STACK_SERVICE_CIDRS");
    private readonly Option<IReadOnlyList<IPNetwork>> _nodes = Ranges("--node-cidr", "A range of node addresses, beside those that nodes list; may be given several times; instead of STACK_NODE_CIDRS");
    private readonly Option<IReadOnlyList<IPNetwork>> _protected = Ranges("--protected-cidr", "One more range that stacks must not reach, such as the office's; may be given several times; instead of STACK_PROTECTED_CIDRS");
    private readonly Option<IReadOnlyList<IPNetwork>> _out = Ranges("--egress-cidr", "A range of addresses that stacks come out to the internet by, where nodes do not have them, such as a NAT's; may be given several times; instead of STACK_EGRESS_CIDRS");
    private readonly Option<IReadOnlyList<NamedRange>> _named = Named();
    private readonly Option<string> _host = new("--public-host") { HelpName = "HOST", Description = "The host that players are sent to instead of a node's address, a DNS name or an IP address; instead of STACK_PUBLIC_HOST" };
    private readonly Option<IReadOnlyList<IPNetwork>> _public = Ranges("--public-cidr", "A range of addresses that players come in to stacks by, where nodes do not have them, such as a load balancer's or those behind the name of --public-host; may be given several times; instead of STACK_PUBLIC_CIDRS");
    private readonly Option<IReadOnlyList<IngressPeer>> _from = Peers();
    private readonly Option<string> _traffic = new("--external-traffic-policy") { Description = "That of the Services of stacks; instead of STACK_EXTERNAL_TRAFFIC_POLICY, else Local" };
    private readonly Option<string> _egress = new("--egress-default") { Description = "What new stacks may reach that do not ask; instead of STACK_EGRESS_DEFAULT, else none" };

    private delegate bool Parser<T>(string text, out T value);

    /// <summary>Makes the options.</summary>
    public IsolationOptions()
    {
        _traffic.AcceptOnlyFromAmong("Local", "Cluster");
        _egress.AcceptOnlyFromAmong("none", "internet");
        _host.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !NameText.IsHost(token.Value))
            {
                result.AddError($"\"{token.Value}\" is no host; allowed is a DNS name or an IP address, without scheme, port or brackets");
            }
        });
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (var (option, _) in Pairs())
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The namespaces that are given; none where the environment's counts.</summary>
    /// <param name="parsed">The command line.</param>
    public IReadOnlyList<string> Namespaces(ParseResult parsed) => Given(parsed, _namespace) ?? [];

    /// <summary>Those that are about this service's own stacks alone.</summary>
    public IReadOnlyList<Option> OwnStacksAlone => [_traffic, _egress];

    /// <summary>The option for the namespace.</summary>
    public Option NamespaceOption => _namespace;

    /// <summary>What the environment says, with the options in its place where they are given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="configuration">What the environment says.</param>
    public (StackSettings Stacks, IsolationSettings Isolation) ApplyTo(ParseResult parsed, PortcullisConfiguration configuration)
    {
        var (stacks, isolation) = (configuration.Stacks, configuration.Isolation);
        return (
            stacks with
            {
                Namespace = Namespaces(parsed) is [var one, ..] ? one : stacks.Namespace,
                ExternalTrafficPolicy = parsed.GetValue(_traffic) ?? stacks.ExternalTrafficPolicy,
                PublicHost = parsed.GetValue(_host) ?? stacks.PublicHost,
                DefaultEgress = parsed.GetValue(_egress) ?? stacks.DefaultEgress,
            },
            isolation with
            {
                PodCidrs = Given(parsed, _pods) ?? isolation.PodCidrs,
                ServiceCidrs = Given(parsed, _services) ?? isolation.ServiceCidrs,
                NodeCidrs = Given(parsed, _nodes) ?? isolation.NodeCidrs,
                ProtectedCidrs = Given(parsed, _protected) ?? isolation.ProtectedCidrs,
                EgressCidrs = Given(parsed, _out) ?? isolation.EgressCidrs,
                NamedCidrs = Given(parsed, _named) ?? isolation.NamedCidrs,
                PublicCidrs = Given(parsed, _public) ?? isolation.PublicCidrs,
                IngressFrom = Given(parsed, _from) ?? isolation.IngressFrom,
            });
    }

    /// <summary>The report, naming the option as the origin of what came from one, and not its variable.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="report">The report.</param>
    public IsolationReport NameOrigins(ParseResult parsed, IsolationReport report)
    {
        var given = Pairs().Where(pair => parsed.GetResult(pair.Option) is { Implicit: false }).ToList();
        return report with { Inputs = [.. report.Inputs.Select(input => input with { Origin = given.Aggregate(input.Origin, (origin, pair) => origin.Replace(pair.Variable.Name, pair.Option.Name, StringComparison.Ordinal)) })] };
    }

    private (Option Option, ConfigurationVariable Variable)[] Pairs() =>
    [
        (_namespace, V.StackNamespace),
        (_pods, V.StackPodCidrs),
        (_services, V.StackServiceCidrs),
        (_nodes, V.StackNodeCidrs),
        (_protected, V.StackProtectedCidrs),
        (_out, V.StackEgressCidrs),
        (_named, V.StackNamedCidrs),
        (_host, V.StackPublicHost),
        (_public, V.StackPublicCidrs),
        (_from, V.StackIngressFrom),
        (_traffic, V.StackExternalTrafficPolicy),
        (_egress, V.StackEgressDefault),
    ];

    private static IReadOnlyList<T>? Given<T>(ParseResult parsed, Option<IReadOnlyList<T>> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    private static Option<IReadOnlyList<IPNetwork>> Ranges(string name, string description) => new(name)
    {
        HelpName = "CIDR",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse<IPNetwork>(result, CidrText.TryParse, "is no address range whose bits behind the prefix are zero, such as 10.244.0.0/16 or fd00::/56"),
    };

    private static Option<IReadOnlyList<string>> Namespace() => new("--stack-namespace")
    {
        HelpName = "NAME",
        Description = "The namespace of the stacks, and of nothing else; instead of STACK_NAMESPACE, else \"stacks\". With --stack-selector: a namespace that stacks are in, beside others; may be given several times; none: all",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse<string>(
            result, static (string text, out string name) => NameText.IsDnsLabel(name = text), "is no namespace name; allowed are lower-case letters, digits and hyphens, at most 63"),
    };

    private static Option<IReadOnlyList<NamedRange>> Named() => new("--named-cidr")
    {
        HelpName = "NAME=CIDR",
        Description = "A range of addresses behind a name that leads into the cluster, such as a load balancer's; may be given several times; instead of STACK_NAMED_CIDRS",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse<NamedRange>(result, NamedRangeText.TryParse, "is not NAME=CIDR, such as lb.example.org=203.0.113.0/28"),
    };

    private static Option<IReadOnlyList<IngressPeer>> Peers() => new("--ingress-from")
    {
        HelpName = "NAMESPACE[/LABEL=VALUE,...]",
        Description = "Pods that may reach stacks, such as a proxy; may be given several times; instead of STACK_INGRESS_FROM",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse<IngressPeer>(result, IngressPeerText.TryParse, "is neither NAMESPACE nor NAMESPACE/label=value,label=value"),
    };

    private static List<T> Parse<T>(ArgumentResult result, Parser<T> parse, string complaint)
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (parse(token.Value, out var value))
            {
                values.Add(value);
            }
            else
            {
                result.AddError($"\"{token.Value}\" {complaint}");
            }
        }

        return values;
    }
}
