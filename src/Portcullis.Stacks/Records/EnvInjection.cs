using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>Gives every container the variables of the stack's Secret.</summary>
internal static class EnvInjection
{
    /// <summary>
    /// The containers with a reference for each variable, before the manifest's own, so that those may refer to it. An entry
    /// of the same name is replaced: with <c>envFrom</c> it would silently win.
    /// </summary>
    /// <param name="containers">The containers of a template.</param>
    /// <param name="blueprint">What the stack is.</param>
    public static IReadOnlyList<Container>? Apply(IReadOnlyList<Container>? containers, StackBlueprint blueprint)
    {
        if (containers is null || blueprint.Terms.EnvNames.Count == 0)
        {
            return containers;
        }

        var secret = StackKeys.EnvSecretName(blueprint.Id);
        var injected = blueprint.Terms.EnvNames
            .Select(name => new EnvVar { Name = name, ValueFrom = new() { SecretKeyRef = new() { Name = secret, Key = name } } })
            .ToList();
        var names = blueprint.Terms.EnvNames.ToHashSet(StringComparer.Ordinal);
        return [.. containers.Select(container => container with { Env = [.. injected, .. (container.Env ?? []).Where(own => !names.Contains(own.Name ?? ""))] })];
    }
}
