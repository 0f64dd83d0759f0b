using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>One end of a connection with its namespace looked up.</summary>
internal readonly record struct Side(Subject Subject, NamespaceEntry Space);
