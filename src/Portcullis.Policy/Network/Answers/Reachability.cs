namespace Portcullis.Policy.Network.Answers;

/// <summary>Whether one can open a connection to another.</summary>
public enum Reachability
{
    /// <summary>A policy stands between them.</summary>
    Denied,

    /// <summary>No policy stands between them.</summary>
    Allowed,

    /// <summary>Policies do not say: to itself, or between two that are no pods.</summary>
    Undefined,
}
