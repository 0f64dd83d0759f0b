namespace Portcullis.ControlPlane;

/// <summary>One verb that one rule allows on one resource.</summary>
/// <param name="EveryNamespace">Whether it is allowed everywhere (a ClusterRole) or in the stack namespace alone (a Role).</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with its subresource if any: <c>pods</c>, <c>pods/log</c>.</param>
/// <param name="Verb">get, list, watch, create, update, patch or delete.</param>
public sealed record RbacRule(bool EveryNamespace, string Group, string Resource, string Verb);
