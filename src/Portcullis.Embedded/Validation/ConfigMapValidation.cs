using System.Text;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for config maps.</summary>
internal static class ConfigMapValidation
{
    /// <summary>1 MiB, values of both maps together; secrets have the same limit.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static void Check(ConfigMap map, List<FieldError> errors)
    {
        var data = FieldPath.Of("data");
        foreach (var (key, _) in map.Data.Sorted())
        {
            errors.Invalid(data.Key(key), key, NameRules.ConfigMapKey(key));
            if (map.BinaryData?.ContainsKey(key) == true)
            {
                errors.Add(FieldError.Invalid(data.Key(key), key, "duplicate of key present in binaryData"));
            }
        }

        foreach (var (key, _) in map.BinaryData.Sorted())
        {
            errors.Invalid(FieldPath.Of("binaryData").Key(key), key, NameRules.ConfigMapKey(key));
        }

        if (map.Data.Sorted().Sum(d => (long)Encoding.UTF8.GetByteCount(d.Value)) + map.BinaryData.Sorted().Sum(d => (long)d.Value.Length) > MaxBytes)
        {
            errors.Add(FieldError.TooLong("[]", MaxBytes));
        }
    }

    public static void Update(ConfigMap updated, ConfigMap old, List<FieldError> errors)
    {
        if (old.Immutable != true)
        {
            return;
        }

        Forbid(updated.Immutable != true, "immutable");
        Forbid(!updated.Data.Sorted().SequenceEqual(old.Data.Sorted()), "data");
        Forbid(!SameBytes(updated.BinaryData, old.BinaryData), "binaryData");

        void Forbid(bool changed, string field)
        {
            if (changed)
            {
                errors.Add(FieldError.Forbidden(field, Messages.ImmutableWhenSet));
            }
        }
    }

    public static bool SameBytes(IReadOnlyDictionary<string, byte[]>? left, IReadOnlyDictionary<string, byte[]>? right) =>
        left.Sorted().Select(d => (d.Key, Convert.ToBase64String(d.Value))).SequenceEqual(right.Sorted().Select(d => (d.Key, Convert.ToBase64String(d.Value))));
}
