namespace Portcullis.Embedded.Faults;

/// <summary>The connection is to break now.</summary>
internal sealed class ConnectionDroppedException() : Exception("the connection breaks by a fault rule");
