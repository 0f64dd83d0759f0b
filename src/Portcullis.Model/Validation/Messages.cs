namespace Portcullis.Model.Validation;

/// <summary>Details that several rules share.</summary>
internal static class Messages
{
    public const string Negative = "must be greater than or equal to 0";
    public const string Immutable = "field is immutable";
    public const string ImmutableWhenSet = "field is immutable when `immutable` is set";
    public const string NotInteger = "must be an integer";
    public const string FileMode = "must be a number between 0 and 0777 (octal), both inclusive";
    public const string Backsteps = "must not contain '..'";

    public static string InclusiveRange(long low, long high) => $"must be between {low} and {high}, inclusive";
}
