using System.CommandLine;
using System.CommandLine.Parsing;
using Portcullis.Cli.Input;
using Portcullis.Configuration;
using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Cli.Policies;

/// <summary>Which pods of somebody else's <c>policy check</c> judges, in place of the stacks of this service.</summary>
internal sealed class SandboxOptions
{
    /// <summary>How it is asked.</summary>
    public const string Examples = """
        With --stack-selector it judges whatever pods you call sandboxes, wherever they are and whoever made them:
          portcullis policy check --live --stack-selector app=sandbox --stack-egress none
          portcullis policy check -f deploy/ --pod-cidr 10.244.0.0/16 --stack-selector 'app=sandbox,tier notin (db)' --stack-namespace team-a --stack-namespace team-b
          portcullis policy check --live --stack-selector app=sandbox --stack-namespace runs --newcomer-labels app=sandbox,tier=free --stack-egress internet
          portcullis policy check --live --stack-selector 'role in (shell,desktop)' --stack-group namespace
        """;

    private const string LabelPrefix = "label=";

    private readonly IsolationOptions _isolation;

    private readonly Option<LabelSelectorMatcher> _selector = new("--stack-selector")
    {
        HelpName = "LABELS",
        Description = "Judge the pods with these labels as stacks, whoever made them: a label selector as kubectl takes it, such as \"app=sandbox,tier notin (db)\". Those of --stack-namespace, else of all namespaces; every other pod is none",
        CustomParser = result =>
        {
            if (LabelSelectorText.TryParse(string.Join(' ', result.Tokens.Select(token => token.Value)), out var selector, out var error))
            {
                return selector;
            }

            result.AddError($"--stack-selector: {error}");
            return null;
        },
    };

    private readonly Option<IReadOnlyList<IReadOnlyDictionary<string, string>>> _newcomers = new("--newcomer-labels")
    {
        HelpName = "KEY=VALUE,...",
        Description = "With --stack-selector: judge pods with these labels too, that are still to be made, in each --stack-namespace; may be given several times. Without: the pods that are there alone",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var sets = new List<IReadOnlyDictionary<string, string>>();
            foreach (var token in result.Tokens)
            {
                if (TryParseLabels(token.Value, out var labels))
                {
                    sets.Add(labels);
                }
                else
                {
                    result.AddError($"\"{token.Value}\" is not KEY=VALUE,..., such as app=sandbox,tier=free");
                }
            }

            return sets;
        },
    };

    private readonly Option<SandboxGrouping> _group = new("--stack-group")
    {
        HelpName = "pod|namespace|label=KEY",
        Description = "With --stack-selector: what is one stack, within which pods may reach one another: each pod (the default), those of a namespace, or those of a namespace with the same value of a label",
        DefaultValueFactory = _ => SandboxGrouping.EachPod,
        CustomParser = result => result.Tokens[0].Value switch
        {
            "pod" => SandboxGrouping.EachPod,
            "namespace" => SandboxGrouping.EachNamespace,
            var text when text.StartsWith(LabelPrefix, StringComparison.Ordinal) && NameText.IsQualifiedName(text[LabelPrefix.Length..]) => SandboxGrouping.EachValue(text[LabelPrefix.Length..]),
            var text => Refuse(result, $"\"{text}\" is none of pod, namespace and label=KEY"),
        },
    };

    private readonly Option<string> _egress = new("--stack-egress")
    {
        Description = "With --stack-selector: what stacks are meant to reach. Where it is not said and some reach anything, S9 is incomplete",
    };

    /// <param name="isolation">The options about the cluster.</param>
    public SandboxOptions(IsolationOptions isolation)
    {
        _isolation = isolation;
        _egress.AcceptOnlyFromAmong("none", "internet");
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_selector, _newcomers, _group, _egress])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_selector) is null)
            {
                foreach (var option in ((Option[])[_newcomers, _group, _egress]).Where(option => result.GetResult(option) is { Implicit: false }))
                {
                    result.AddError($"{option.Name} is about pods that --stack-selector selects");
                }

                if (result.GetResult(_isolation.NamespaceOption) is { Tokens.Count: > 1 })
                {
                    result.AddError("--stack-namespace several times is about pods that --stack-selector selects; this service's own stacks are in one");
                }
            }
            else
            {
                foreach (var option in _isolation.OwnStacksAlone.Where(option => result.GetResult(option) is { Implicit: false }))
                {
                    result.AddError($"{option.Name} is about this service's own stacks: leave it out with --stack-selector{(option.Name == "--egress-default" ? ", and say --stack-egress" : "")}");
                }

                if (result.GetResult(_isolation.NamespaceOption) is null && result.GetResult(_newcomers) is { Implicit: false })
                {
                    result.AddError("say where --newcomer-labels will be: --stack-namespace");
                }
            }
        });
    }

    /// <summary>The settings without those that are about this service's own stacks, where it judges others.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">What environment and options say.</param>
    public (StackSettings Stacks, IsolationSettings Isolation) ApplyTo(ParseResult parsed, (StackSettings Stacks, IsolationSettings Isolation) settings)
    {
        var defaults = new StackSettings();
        return parsed.GetResult(_selector) is null ? settings
            : (settings.Stacks with { ExternalTrafficPolicy = defaults.ExternalTrafficPolicy, DefaultEgress = defaults.DefaultEgress, PublicHost = null }, settings.Isolation);
    }

    /// <summary>Which pods are to be judged; null for the stacks of this service.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="input">What was read.</param>
    /// <exception cref="InputException">There are none, or those to come are none.</exception>
    public Sandboxes? Read(ParseResult parsed, ClusterInput input)
    {
        if (parsed.GetResult(_selector) is null || parsed.GetValue(_selector) is not { } selector)
        {
            return null;
        }

        var newcomers = parsed.GetValue(_newcomers) ?? [];
        if (newcomers.FirstOrDefault(labels => !selector.Matches(labels)) is { } stranger)
        {
            throw new InputException($"--newcomer-labels {Words(stranger)}: --stack-selector {selector} does not select them");
        }

        var sandboxes = new Sandboxes
        {
            Labels = selector,
            Namespaces = _isolation.Namespaces(parsed),
            Newcomers = newcomers,
            Grouping = parsed.GetValue(_group)!,
            Egress = parsed.GetValue(_egress) switch { "none" => SandboxEgress.None, "internet" => SandboxEgress.Internet, _ => SandboxEgress.Unsaid },
            Templates = input.Templates,
        };

        // Of nobody everything is true.
        return newcomers.Count > 0 || input.Pods.Any(pod => IsLive(pod) && sandboxes.Hold(pod)) ? sandboxes
            : throw new InputException(
                $"no pod is selected by --stack-selector \"{selector}\"{(sandboxes.Namespaces.Count == 0 ? "" : $" in {Listing.Of(sandboxes.Namespaces)}")}, so that there is nothing to judge; pods that are still to be made are judged with --newcomer-labels");
    }

    /// <summary>What must be said before the report.</summary>
    /// <param name="input">What was read.</param>
    /// <param name="sandboxes">What is judged.</param>
    public static IEnumerable<string> Notes(ClusterInput input, Sandboxes sandboxes)
    {
        var without = sandboxes.Namespaces.Where(space => !input.Pods.Any(pod => pod.Metadata.Namespace == space && IsLive(pod) && sandboxes.Hold(pod))).ToList();
        if (without.Count > 0 && sandboxes.Newcomers.Count == 0)
        {
            yield return $"note: no pod is selected in {Listing.Of(without)}: nothing is said of {(without.Count == 1 ? "it" : "them")}";
        }

        var templates = input.Pods.Where(pod => sandboxes.Templates.Contains(NamespacedName.Of(pod.Metadata)) && sandboxes.Hold(pod)).Select(pod => NamespacedName.Of(pod.Metadata).ToString()).ToList();
        if (templates.Count > 0)
        {
            yield return $"note: {Listing.Of(templates)} {(templates.Count == 1 ? "is" : "are")} judged as two pods each, since a workload may have any number";
        }
    }

    private static bool IsLive(Pod pod) => pod.Status?.Phase is not ("Succeeded" or "Failed");

    private static string Words(IReadOnlyDictionary<string, string> labels) => string.Join(",", labels.Select(label => $"{label.Key}={label.Value}"));

    private static bool TryParseLabels(string text, out IReadOnlyDictionary<string, string> labels)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        labels = found;
        return text.Split(',').All(pair => pair.Split('=') is [var key, var value] && NameText.IsQualifiedName(key.Trim()) && NameText.IsLabelValue(value.Trim()) && found.TryAdd(key.Trim(), value.Trim()));
    }

    private static SandboxGrouping Refuse(ArgumentResult result, string error)
    {
        result.AddError(error);
        return SandboxGrouping.EachPod;
    }
}
