namespace Portcullis.Api;

/// <summary>What the API says of the cluster behind it.</summary>
/// <param name="Simulated">True when it is the embedded one, whose pods are simulated.</param>
internal sealed record ClusterFacts(bool Simulated);
