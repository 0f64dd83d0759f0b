namespace Portcullis.Client.Requests;

/// <summary>How many requests a client has sent to the API server since it was made, repeats included.</summary>
/// <param name="Requests">All but watches.</param>
/// <param name="Watches">Watches that were opened.</param>
public sealed record SentRequests(long Requests, long Watches);
