namespace Portcullis.ControlPlane;

/// <summary>One verb that one rule allows on one resource.</summary>
/// <param name="Namespace">Where: empty for everywhere (a ClusterRole), else the namespace of a Role as the file has it.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with its subresource if any: <c>pods</c>, <c>pods/log</c>.</param>
/// <param name="Verb">get, list, watch, create, update, patch or delete.</param>
public sealed record RbacRule(string Namespace, string Group, string Resource, string Verb)
{
    /// <summary>The stack namespace as the file has it.</summary>
    public const string StackNamespace = "stacks";
}
