using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Events, selected by the object they are about.</summary>
internal sealed class EventStrategy : ResourceStrategy
{
    public override bool CreatesOnUpdate => true;

    public override IReadOnlyList<string> SelectableFields =>
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
        "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
        "reason", "reportingComponent", "source", "type",
    ];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label)
    {
        var happened = (Event)value;
        return label switch
        {
            "involvedObject.kind" => happened.InvolvedObject?.Kind,
            "involvedObject.namespace" => happened.InvolvedObject?.Namespace,
            "involvedObject.name" => happened.InvolvedObject?.Name,
            "involvedObject.uid" => happened.InvolvedObject?.Uid,
            "involvedObject.apiVersion" => happened.InvolvedObject?.ApiVersion,
            "involvedObject.resourceVersion" => happened.InvolvedObject?.ResourceVersion,
            "involvedObject.fieldPath" => happened.InvolvedObject?.FieldPath,
            "reason" => happened.Reason,
            "reportingComponent" => happened.ReportingComponent,
            "source" => happened.Source?.Component ?? happened.ReportingComponent,
            "type" => happened.Type,
            _ => null,
        } ?? "";
    }
}
