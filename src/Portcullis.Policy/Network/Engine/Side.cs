namespace Portcullis.Policy.Network;

/// <summary>One end of a connection with its namespace looked up.</summary>
internal readonly record struct Side(Subject Subject, NamespaceEntry Space);
