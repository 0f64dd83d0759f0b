using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Discovery;

namespace Portcullis.Embedded.Resources;

/// <summary>Endpoint slices: all but the metadata counts as their spec, and so do the labels.</summary>
internal sealed class EndpointSliceStrategy : ResourceStrategy
{
    public override bool CountsGenerations => true;

    public override bool CountsLabels => true;

    public override object? Spec(KubernetesObject value) => ((EndpointSlice)value).Endpoints;
}
