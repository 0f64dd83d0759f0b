using System.Net;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Whether Portcullis itself got through to an address.</summary>
/// <param name="Target">The address and port.</param>
/// <param name="IsReached">Whether somebody answered.</param>
/// <param name="At">When it was tried.</param>
internal sealed record ReachedTarget(IPEndPoint Target, bool IsReached, DateTimeOffset At);
