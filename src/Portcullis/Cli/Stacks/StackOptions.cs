using System.CommandLine;
using System.CommandLine.Parsing;
using Portcullis.Configuration;

namespace Portcullis.Cli.Stacks;

/// <summary>What several <c>stack</c> commands share.</summary>
internal static class StackOptions
{
    /// <summary><c>-o</c>.</summary>
    public static Option<string> Output()
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "How to print the answer: a table for people, or the service's JSON",
            DefaultValueFactory = _ => "table",
        };
        option.AcceptOnlyFromAmong("table", "json");
        return option;
    }

    /// <summary>The id of one stack.</summary>
    public static Argument<string> Id()
    {
        var argument = new Argument<string>("id") { Description = "The stack's id, such as stack-0123456789abcdef" };
        argument.Validators.Add(RefuseOtherPaths);
        return argument;
    }

    /// <summary>The ids of one or more stacks.</summary>
    public static Argument<string[]> Ids()
    {
        var argument = new Argument<string[]>("id") { Description = "The stacks' ids", Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(RefuseOtherPaths);
        return argument;
    }

    /// <summary>An id becomes part of a URL; a text of another shape could name another path of the API.</summary>
    private static void RefuseOtherPaths(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => !NameText.IsDnsLabel(token.Value)))
        {
            result.AddError($"\"{token.Value}\" is no stack id; ids look like stack-0123456789abcdef");
        }
    }
}
