namespace Portcullis.Model.Quantities;

/// <summary>The suffix family of a <see cref="Quantity"/>.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten with suffixes n, u, m, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Powers of two with suffixes Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>Powers of ten with exponents, such as <c>1e3</c>.</summary>
    DecimalExponent,
}
