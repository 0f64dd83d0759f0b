namespace Portcullis.Embedded.Faults;

/// <summary>What a request is about, for fault rules and counters.</summary>
internal readonly record struct RequestAttempt(string Verb, string Resource, string Subresource, string Name);
