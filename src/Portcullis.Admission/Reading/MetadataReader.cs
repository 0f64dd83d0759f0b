using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Admission.Reading;

/// <summary>Reads metadata: a name and a namespace that do not matter, legal labels, and the annotations that the operator allows.</summary>
internal static class MetadataReader
{
    // Controllers, walls and other policies select on labels below these.
    private static readonly string[] ReservedDomains = ["portcullis.dev", "kubernetes.io", "k8s.io"];

    // Descriptions that people and tools put on everything; nothing in a cluster acts on them.
    private static readonly string[] Descriptive =
    [
        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/version", "app.kubernetes.io/component", "app.kubernetes.io/part-of",
    ];

    public static ObjectMeta Read(ObjectReader? reader, ReadContext context)
    {
        if (reader is null)
        {
            return new ObjectMeta();
        }

        var name = reader.FilledText("name");
        _ = reader.Text("namespace");
        var meta = new ObjectMeta
        {
            // A stack gets its own name, so that an illegal one does no harm; it just goes.
            Name = name is not null && NameRules.Dns1123Subdomain(name).Count == 0 ? name : null,
            Labels = ReadLabels(reader),
            Annotations = ReadAnnotations(reader, context.Policy),
        };
        reader.Close(Fields.Metadata);
        return meta;
    }

    private static Dictionary<string, string>? ReadLabels(ObjectReader metadata)
    {
        if (metadata.Object("labels") is not { } reader)
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in reader.Keys)
        {
            var value = reader.Text(key) ?? "";
            if (NameRules.QualifiedName(key) is [var keyProblem, ..])
            {
                reader.Refuse(key, keyProblem);
            }
            else if (IsReserved(key))
            {
                reader.Refuse(key, "not allowed: the prefix is reserved", null, null, "use a prefix of your own, or none");
            }
            else if (NameRules.LabelValue(value) is [var valueProblem, ..])
            {
                reader.Refuse(key, valueProblem, value);
            }

            labels[key] = value;
        }

        return labels.Count == 0 ? null : labels;
    }

    private static Dictionary<string, string>? ReadAnnotations(ObjectReader metadata, AdmissionPolicy policy)
    {
        if (metadata.Object("annotations") is not { } reader)
        {
            return null;
        }

        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in reader.Keys)
        {
            if (policy.AllowedAnnotations.Contains(key, StringComparer.Ordinal))
            {
                annotations[key] = reader.Text(key) ?? "";
            }
            else
            {
                _ = reader.Take(key);
                reader.Refuse(key, "not allowed", null, Shown.List(policy.AllowedAnnotations), Hints.Annotations);
            }
        }

        return annotations.Count == 0 ? null : annotations;
    }

    private static bool IsReserved(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Descriptive.Contains(key, StringComparer.Ordinal))
        {
            return false;
        }

        var domain = key.AsSpan(0, slash);
        foreach (var reserved in ReservedDomains)
        {
            if (domain.EndsWith(reserved, StringComparison.Ordinal) && (domain.Length == reserved.Length || domain[^(reserved.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
