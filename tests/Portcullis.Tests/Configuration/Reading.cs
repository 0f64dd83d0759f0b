using Portcullis.Configuration;

namespace Portcullis.Tests.Configuration;

/// <summary>Short ways to read an environment.</summary>
internal static class Reading
{
    public static ConfigurationResult Of(params (string Name, string Value)[] variables) =>
        PortcullisConfiguration.Read(variables.ToDictionary(pair => pair.Name, pair => pair.Value), embedded: true);

    public static PortcullisConfiguration Valid(params (string Name, string Value)[] variables) =>
        Of(variables).ShouldBeOfType<ConfigurationResult.Valid>().Configuration;

    public static IReadOnlyList<string> Problems(params (string Name, string Value)[] variables) =>
        [.. Of(variables).ShouldBeOfType<ConfigurationResult.Invalid>().Problems.Select(problem => problem.ToString())];
}
