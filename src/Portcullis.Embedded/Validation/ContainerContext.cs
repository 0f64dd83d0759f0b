using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>What the rules for a container need to know of its pod.</summary>
/// <param name="Volumes">The pod's volumes by name.</param>
/// <param name="GracePeriodSeconds">The pod's grace period in seconds.</param>
/// <param name="HostUsers">True unless the pod has a user namespace of its own.</param>
internal sealed record ContainerContext(IReadOnlyDictionary<string, Volume> Volumes, long? GracePeriodSeconds, bool HostUsers);
