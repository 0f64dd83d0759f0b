using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>What every event has on the wire, even when it says nothing.</summary>
internal static class EventDefaults
{
    public static Event Apply(Event happened) => happened with
    {
        Source = happened.Source ?? new EventOrigin(),
        ReportingComponent = happened.ReportingComponent ?? "",
        ReportingInstance = happened.ReportingInstance ?? "",
    };
}
