using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for environment variables.</summary>
internal static class EnvValidation
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    public static void Check(IReadOnlyList<EnvVar>? variables, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, variable) in variables.At(path))
        {
            if (string.IsNullOrEmpty(variable.Name))
            {
                errors.Add(FieldError.Required(at.Child("name")));
            }
            else
            {
                errors.Invalid(at.Child("name"), variable.Name, NameRules.RelaxedEnvVarName(variable.Name));
            }

            if (variable.ValueFrom is { } source)
            {
                Source(source, !string.IsNullOrEmpty(variable.Value), at.Child("valueFrom"), errors);
            }
        }
    }

    public static void From(IReadOnlyList<EnvFromSource>? sources, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, source) in sources.At(path))
        {
            if (!string.IsNullOrEmpty(source.Prefix))
            {
                errors.Invalid(at.Child("prefix"), source.Prefix, NameRules.RelaxedEnvVarName(source.Prefix));
            }

            ReferredName(source.ConfigMapRef, at.Child("configMapRef"), errors);
            ReferredName(source.SecretRef, at.Child("secretRef"), errors);
            var given = (source.ConfigMapRef is null ? 0 : 1) + (source.SecretRef is null ? 0 : 1);
            if (given != 1)
            {
                errors.Add(FieldError.Invalid(
                    path,
                    "",
                    given == 0 ? "must specify one of: `configMapRef` or `secretRef`" : "may not have more than one field specified at a time"));
            }
        }
    }

    private static void ReferredName(JsonElement? reference, FieldPath path, List<FieldError> errors)
    {
        if (reference is not { ValueKind: JsonValueKind.Object } element)
        {
            return;
        }

        var name = element.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required(path.Child("name")));
        }
        else
        {
            errors.Invalid(path.Child("name"), name, NameRules.Dns1123Subdomain(name));
        }
    }

    private static void Source(EnvVarSource source, bool hasValue, FieldPath path, List<FieldError> errors)
    {
        bool[] given = [source.FieldRef is not null, source.ResourceFieldRef is not null, source.ConfigMapKeyRef is not null, source.SecretKeyRef is not null, source.FileKeyRef is not null];
        if (source.FieldRef is { } field)
        {
            FieldReferenceValidation.Check(field, Fields, path.Child("fieldRef"), errors);
        }

        if (source.ConfigMapKeyRef is { } map)
        {
            KeyReference(map.Name, map.Key, path.Child("configMapKeyRef"), errors);
        }

        if (source.SecretKeyRef is { } secret)
        {
            KeyReference(secret.Name, secret.Key, path.Child("secretKeyRef"), errors);
        }

        var fault = (given.Count(g => g), hasValue) switch
        {
            (0, _) => "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`",
            (_, true) => "may not be specified when `value` is not empty",
            ( > 1, _) => "may not have more than one field specified at a time",
            _ => null,
        };
        if (fault is not null)
        {
            errors.Add(FieldError.Invalid(path, "", fault));
        }
    }

    private static void KeyReference(string? name, string? key, FieldPath path, List<FieldError> errors)
    {
        errors.Invalid(path.Child("name"), name ?? "", NameRules.Dns1123Subdomain(name ?? ""));
        if (string.IsNullOrEmpty(key))
        {
            errors.Add(FieldError.Required(path.Child("key")));
        }
        else
        {
            errors.Invalid(path.Child("key"), key, NameRules.ConfigMapKey(key));
        }
    }
}
