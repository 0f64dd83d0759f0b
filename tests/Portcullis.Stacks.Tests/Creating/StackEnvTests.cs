using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Tests.Creating;

public sealed class StackEnvTests
{
    [Fact]
    public void Names_come_in_order_and_values_never_show()
    {
        var problems = new List<ProblemDetail>();
        var env = StackEnv.Of([new("TEAM", "7"), new("FLAG", "flag{secret}")], problems);

        problems.ShouldBeEmpty();
        env.Names.ShouldBe(["FLAG", "TEAM"]);
        env.ToString().ShouldBe("FLAG, TEAM");
        new CreateStack { Manifest = "", TargetPorts = [], Env = env }.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1FLAG")]
    [InlineData("A B")]
    [InlineData("A-B")]
    [InlineData("A,B")]
    [InlineData("Ä")]
    public void Name_that_no_shell_can_say_is_refused(string name) => Problems(KeyValuePair.Create(name, "secret")).Single().Path.ShouldBe("env");

    [Fact]
    public void Value_that_no_process_can_have_is_refused_and_not_repeated()
    {
        var problem = Problems(KeyValuePair.Create("FLAG", "se\0cret")).Single();

        problem.Path.ShouldBe("env.FLAG");
        problem.ToString().ShouldNotContain("cret");
    }

    [Fact]
    public void Name_that_is_given_twice_is_refused() => Problems(new("FLAG", "a"), new("FLAG", "b")).Single().Message.ShouldBe("is given twice");

    [Fact]
    public void Too_much_is_refused()
    {
        Problems([.. Enumerable.Range(0, StackEnv.MostNames + 1).Select(i => KeyValuePair.Create($"A{i}", ""))]).Single().Path.ShouldBe("env");
        Problems(new("A", new string('x', StackEnv.MostBytes)), new("B", "x")).Single().Path.ShouldBe("env");
        Problems(KeyValuePair.Create("A", new string('x', StackEnv.MostBytes))).ShouldBeEmpty();
    }

    private static List<ProblemDetail> Problems(params KeyValuePair<string, string>[] values)
    {
        var problems = new List<ProblemDetail>();
        StackEnv.Of(values, problems);
        return problems;
    }
}
