using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Portcullis.Cli.Serving;

/// <summary><c>serve</c>: the service.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var embedded = new Option<bool>("--embedded") { Description = "Run on an embedded cluster: needs nothing but .NET; its pods are simulated" };
        var listen = ListenOption.Create("Where the API listens; instead of HTTP_ADDR");
        var kubeconfig = new Option<string>("--kubeconfig") { HelpName = "FILE", Description = "The kubeconfig of the cluster; instead of K8S_KUBECONFIG" };
        var context = new Option<string>("--context") { HelpName = "NAME", Description = "The context of the kubeconfig; instead of K8S_CONTEXT" };
        var clusterKubeconfig = new Option<string>("--cluster-kubeconfig") { HelpName = "FILE", Description = "With --embedded: write a kubeconfig for the embedded cluster to this file, readable by you alone, so that kubectl can look into it" };
        var noListeners = new Option<bool>("--no-listeners") { Description = "With --embedded: do not answer on the NodePorts of running stacks" };
        var delay = EnforcementOptions.Delay("With --embedded: ");
        var noEnforcement = EnforcementOptions.Off("With --embedded: ");
        var leaks = EnforcementOptions.Leaks("With --embedded: ");
        var dualStack = EnforcementOptions.DualStack("With --embedded: ");
        var command = new Command("serve", "Run the service: the REST API that gives players their stacks. It is configured by environment variables, listed below; all problems with them are reported at once.")
        {
            embedded, listen, kubeconfig, context, clusterKubeconfig, noListeners, delay, noEnforcement, leaks, dualStack, new HelpOption(),
        };
        AppendVariables(command, terminal);
        command.Validators.Add(result =>
        {
            var isEmbedded = result.GetValue(embedded);
            if (isEmbedded && (result.GetValue(kubeconfig) ?? result.GetValue(context)) is not null)
            {
                result.AddError("--embedded brings its own cluster; leave out --kubeconfig and --context");
            }

            if (!isEmbedded && (result.GetValue(clusterKubeconfig) is not null || result.GetValue(noListeners) || result.GetValue(delay) is not null || result.GetValue(noEnforcement) || result.GetValue(leaks) is { Length: > 0 } || result.GetValue(dualStack)))
            {
                result.AddError("--cluster-kubeconfig, --no-listeners, --enforcement-delay, --no-enforcement, --leak and --dual-stack are about the embedded cluster; add --embedded");
            }
        });
        command.SetAction(async (parsed, cancellationToken) => (int)await ServeRun.RunAsync(
            terminal,
            new ServeOptions
            {
                Embedded = parsed.GetValue(embedded),
                Listen = parsed.GetValue(listen),
                Kubeconfig = parsed.GetValue(kubeconfig),
                Context = parsed.GetValue(context),
                ClusterKubeconfig = parsed.GetValue(clusterKubeconfig),
                NodePortListeners = !parsed.GetValue(noListeners),
                EnforcementDelay = parsed.GetValue(delay),
                NoEnforcement = parsed.GetValue(noEnforcement),
                Leaks = parsed.GetValue(leaks) ?? [],
                DualStack = parsed.GetValue(dualStack),
            },
            cancellationToken).ConfigureAwait(false));
        return command;
    }

    private static void AppendVariables(Command command, Terminal terminal)
    {
        var help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithVariables(terminal);
    }

    private sealed class HelpWithVariables(Terminal terminal) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = new HelpAction().Invoke(parseResult);
            ConfigurationText.WriteHelp(terminal.Out);
            return code;
        }
    }
}
