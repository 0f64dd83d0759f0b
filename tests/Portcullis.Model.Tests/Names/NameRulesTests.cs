using Portcullis.Model.Names;

namespace Portcullis.Model.Tests.Names;

/// <summary>The tables are those of apimachinery's own tests; the messages are what its validation answers.</summary>
public sealed class NameRulesTests
{
    private const string BadLabel = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private const string BadSubdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private const string BadServiceName = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private const string BadName = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private const string BadValue = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("a1-2b")]
    [InlineData("0")]
    [InlineData("a--b")]
    public void Dns_label_that_is_legal_has_no_errors(string text) => NameRules.Dns1123Label(text).ShouldBeEmpty();

    [Theory]
    [InlineData("", BadLabel)]
    [InlineData("A", BadLabel)]
    [InlineData("-a", BadLabel)]
    [InlineData("a-", BadLabel)]
    [InlineData("a_b", BadLabel)]
    [InlineData("a\n", BadLabel)]
    [InlineData("\u00e9", BadLabel)]
    [InlineData("a.", BadLabel)]
    [InlineData("a.b", "must not contain dots")]
    public void Dns_label_that_is_not_legal_says_why(string text, string message) => NameRules.Dns1123Label(text).ShouldBe([message]);

    [Fact]
    public void Text_that_is_too_long_is_measured_in_bytes()
    {
        NameRules.Dns1123Label(new string('a', 63)).ShouldBeEmpty();
        NameRules.Dns1123Label(new string('a', 64)).ShouldBe(["must be no more than 63 characters"]);
        NameRules.Dns1123Label(new string('\u00e9', 32)).ShouldBe(["must be no more than 63 characters", BadLabel]);
        NameRules.Dns1123Subdomain(new string('a', 254)).ShouldBe(["must be no more than 253 characters"]);
        NameRules.Dns1035Label(new string('a', 64)).ShouldBe(["must be no more than 63 characters"]);
        NameRules.QualifiedName(new string('a', 64)).ShouldBe(["name part must be no more than 63 characters"]);
        NameRules.QualifiedName(new string('a', 254) + "/b").ShouldBe(["prefix part must be no more than 253 characters"]);
        NameRules.LabelValue(new string('a', 64)).ShouldBe(["must be no more than 63 characters"]);
        NameRules.PortName(new string('a', 16)).ShouldBe(["must be no more than 15 characters"]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a.b.c-d.e")]
    [InlineData("0.1")]
    public void Dns_subdomain_that_is_legal_has_no_errors(string text) => NameRules.Dns1123Subdomain(text).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a.-b")]
    [InlineData("A.b")]
    [InlineData("a b")]
    public void Dns_subdomain_that_is_not_legal_says_why(string text) => NameRules.Dns1123Subdomain(text).ShouldBe([BadSubdomain]);

    [Theory]
    [InlineData("a", true)]
    [InlineData("svc-stack-0123", true)]
    [InlineData("0a", false)]
    [InlineData("-a", false)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    public void Service_name_starts_with_a_letter(string text, bool legal) =>
        NameRules.Dns1035Label(text).ShouldBe(legal ? [] : [BadServiceName]);

    [Theory]
    [InlineData("simple")]
    [InlineData("now-with-dashes")]
    [InlineData("1-starts-with-num")]
    [InlineData("1234")]
    [InlineData("simple/simple")]
    [InlineData("example.com/Uppercase_and.dots")]
    [InlineData("1.2.3.4/5678")]
    public void Qualified_name_that_is_legal_has_no_errors(string text) => NameRules.QualifiedName(text).ShouldBeEmpty();

    [Theory]
    [InlineData("", "name part must be non-empty", "name part " + BadName)]
    [InlineData("-a", "name part " + BadName)]
    [InlineData("a b", "name part " + BadName)]
    [InlineData("/a", "prefix part must be non-empty")]
    [InlineData("A_b/c", "prefix part " + BadSubdomain)]
    [InlineData("a/", "name part must be non-empty", "name part " + BadName)]
    [InlineData("a/b/c", "a qualified name " + BadName + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')")]
    public void Qualified_name_that_is_not_legal_says_why(string text, params string[] messages) => NameRules.QualifiedName(text).ShouldBe(messages);

    [Theory]
    [InlineData("", true)]
    [InlineData("a", true)]
    [InlineData("A_b.c-1", true)]
    [InlineData("-a", false)]
    [InlineData("a.", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    public void Label_value_is_empty_or_a_name(string text, bool legal) => NameRules.LabelValue(text).ShouldBe(legal ? [] : [BadValue]);

    [Theory]
    [InlineData("PATH", true, true)]
    [InlineData("my.env-name", true, true)]
    [InlineData("_", true, true)]
    [InlineData("-a", true, true)]
    [InlineData("1A", false, true)]
    [InlineData("a b", false, true)]
    [InlineData("a=b", false, false)]
    [InlineData("", false, false)]
    [InlineData("\u00e9", false, false)]
    [InlineData("a\tb", false, false)]
    [InlineData(".", false, true)]
    [InlineData("..", false, true)]
    [InlineData("..a", false, true)]
    public void Environment_variable_name_has_an_old_and_a_relaxed_rule(string text, bool old, bool relaxed)
    {
        (NameRules.EnvVarName(text).Count == 0).ShouldBe(old);
        (NameRules.RelaxedEnvVarName(text).Count == 0).ShouldBe(relaxed);
    }

    [Fact]
    public void Environment_variable_name_that_is_not_legal_says_why()
    {
        NameRules.EnvVarName("1A").ShouldBe(["a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"]);
        NameRules.EnvVarName(".").ShouldBe(["must not be '.'"]);
        NameRules.EnvVarName("..").ShouldBe(["must not be '..'"]);
        NameRules.EnvVarName("..a").ShouldBe(["must not start with '..'"]);
        NameRules.RelaxedEnvVarName("").ShouldBe(["environment variable name must be non-empty"]);
        NameRules.RelaxedEnvVarName("a=b").ShouldBe(["a valid environment variable name must consist only of printable ASCII characters other than '='"]);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("1A_.-", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("..a", false)]
    public void Key_of_a_config_map_is_a_file_name(string text, bool legal) => (NameRules.ConfigMapKey(text).Count == 0).ShouldBe(legal);

    [Theory]
    [InlineData("telnet")]
    [InlineData("re-mail-ck")]
    [InlineData("pop3")]
    [InlineData("a")]
    [InlineData("123a")]
    [InlineData("a-1")]
    public void Port_name_that_is_legal_has_no_errors(string text) => NameRules.PortName(text).ShouldBeEmpty();

    [Theory]
    [InlineData("", "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)", "must contain at least one letter (a-z)")]
    [InlineData("1234", "must contain at least one letter (a-z)")]
    [InlineData("a--b", "must not contain consecutive hyphens")]
    [InlineData("-a", "must not begin or end with a hyphen")]
    [InlineData("a-", "must not begin or end with a hyphen")]
    [InlineData("A", "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)", "must contain at least one letter (a-z)")]
    public void Port_name_that_is_not_legal_says_why(string text, params string[] messages) => NameRules.PortName(text).ShouldBe(messages);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65535, true)]
    [InlineData(65536, false)]
    [InlineData(-1, false)]
    public void Port_number_has_16_bits_and_is_not_0(int port, bool legal) =>
        NameRules.PortNumber(port).ShouldBe(legal ? [] : ["must be between 1 and 65535, inclusive"]);

    [Fact]
    public void Address_that_is_not_legal_says_why()
    {
        NameRules.IPAddress("10.9.8.7").ShouldBeEmpty();
        NameRules.IPAddress("nope").ShouldBe(["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"]);
        NameRules.Cidr("10.9.8.0/24").ShouldBeEmpty();
        NameRules.Cidr("10.9.8.0").ShouldBe(["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"]);
    }
}
