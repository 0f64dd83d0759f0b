using Portcullis.Client.Reflecting;

namespace Portcullis.Stacks.Sources;

/// <summary>A part of the cluster that is kept by a watch, and its name in words: <c>network policies</c>.</summary>
internal sealed record WatchedSource(string Name, IReflector Reflector);
