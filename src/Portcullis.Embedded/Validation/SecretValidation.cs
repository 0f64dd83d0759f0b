using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for secrets; no message repeats what is in one.</summary>
internal static class SecretValidation
{
    private static readonly FieldPath Data = "data";
    private static readonly string[] TlsKeys = ["tls.crt", "tls.key"];

    public static void Check(Secret secret, List<FieldError> errors)
    {
        foreach (var (key, _) in secret.Data.Sorted())
        {
            errors.Invalid(Data.Key(key), key, NameRules.ConfigMapKey(key));
        }

        if (secret.Data.Sorted().Sum(d => (long)d.Value.Length) > ConfigMapValidation.MaxBytes)
        {
            errors.Add(FieldError.TooLong(Data, ConfigMapValidation.MaxBytes));
        }

        ByType(secret, errors);
    }

    public static void Update(Secret updated, Secret old, List<FieldError> errors)
    {
        errors.Immutable("type", updated.Type, old.Type);
        if (old.Immutable != true)
        {
            return;
        }

        if (updated.Immutable != true)
        {
            errors.Add(FieldError.Forbidden("immutable", Messages.ImmutableWhenSet));
        }

        if (!ConfigMapValidation.SameBytes(updated.Data, old.Data))
        {
            errors.Add(FieldError.Forbidden(Data, Messages.ImmutableWhenSet));
        }
    }

    private static void ByType(Secret secret, List<FieldError> errors)
    {
        const string Account = "kubernetes.io/service-account.name";
        switch (secret.Type)
        {
            case "kubernetes.io/service-account-token" when string.IsNullOrEmpty(secret.Metadata.Annotations?.GetValueOrDefault(Account)):
                errors.Add(FieldError.Required(FieldPath.Of("metadata").Child("annotations").Key(Account)));
                break;
            case "kubernetes.io/dockercfg":
                Json(secret, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                Json(secret, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth" when !Has(secret, "username") && !Has(secret, "password"):
                errors.Add(FieldError.Required(Data.Key("username")));
                errors.Add(FieldError.Required(Data.Key("password")));
                break;
            case "kubernetes.io/ssh-auth" when !Has(secret, "ssh-privatekey") || secret.Data!["ssh-privatekey"].Length == 0:
                errors.Add(FieldError.Required(Data.Key("ssh-privatekey")));
                break;
            case "kubernetes.io/tls":
                errors.AddRange(TlsKeys.Where(key => !Has(secret, key)).Select(key => FieldError.Required(Data.Key(key))));
                break;
        }
    }

    private static void Json(Secret secret, string key, List<FieldError> errors)
    {
        if (!Has(secret, key))
        {
            errors.Add(FieldError.Required(Data.Key(key)));
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(secret.Data![key]);
        }
        catch (JsonException)
        {
            errors.Add(FieldError.Invalid(Data.Key(key), "<secret contents redacted>", "not valid JSON"));
        }
    }

    private static bool Has(Secret secret, string key) => secret.Data?.ContainsKey(key) == true;
}
