namespace Portcullis.Model.Selectors;

/// <summary>How a <see cref="LabelRequirement"/> relates a key to its values.</summary>
public enum LabelOperator
{
    /// <summary>The key is there, with one of the values.</summary>
    In,

    /// <summary>The key is absent, or has none of the values.</summary>
    NotIn,

    /// <summary><c>=</c>: as <see cref="In"/> with one value.</summary>
    Equal,

    /// <summary><c>==</c>: the same, spelled differently.</summary>
    DoubleEqual,

    /// <summary><c>!=</c>: as <see cref="NotIn"/> with one value.</summary>
    NotEqual,

    /// <summary>The key is there.</summary>
    Exists,

    /// <summary>The key is absent.</summary>
    DoesNotExist,

    /// <summary><c>&gt;</c>: the key is there, with a larger integer. Only in text.</summary>
    GreaterThan,

    /// <summary><c>&lt;</c>: the key is there, with a smaller integer. Only in text.</summary>
    LessThan,
}
