using System.Text;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of secrets; <c>stringData</c> is write-only and is folded into <c>data</c>, over entries of the same key.</summary>
internal static class SecretDefaults
{
    public static Secret Apply(Secret secret) => secret with
    {
        Type = string.IsNullOrEmpty(secret.Type) ? "Opaque" : secret.Type,
        Data = secret.StringData is { Count: > 0 } texts ? Fold(secret.Data, texts) : secret.Data,
        StringData = null,
    };

    private static Dictionary<string, byte[]> Fold(IReadOnlyDictionary<string, byte[]>? data, IReadOnlyDictionary<string, string> texts)
    {
        var folded = new Dictionary<string, byte[]>(data ?? new Dictionary<string, byte[]>(), StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            folded[key] = Encoding.UTF8.GetBytes(text);
        }

        return folded;
    }
}
