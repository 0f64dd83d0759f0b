namespace Portcullis.Stacks.Tests.Support;

/// <summary>How many states a property is tried on: a quarter, unless all are asked for.</summary>
internal static class PropertyStates
{
    /// <summary>Asks for all of them with the value <c>all</c>: minutes of two cores.</summary>
    public const string Variable = "PORTCULLIS_STATES";

    /// <param name="all">All of them.</param>
    public static int Of(int all) => Environment.GetEnvironmentVariable(Variable) == "all" ? all : all / 4;
}
