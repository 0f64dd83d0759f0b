namespace Portcullis.EndToEnd.Support;

/// <summary>The tests that start the program as processes, and are run on the native one, too: <c>--filter-trait part=smoke</c>.</summary>
internal static class Smoke
{
    public const string Trait = "part";
    public const string Part = "smoke";
}
