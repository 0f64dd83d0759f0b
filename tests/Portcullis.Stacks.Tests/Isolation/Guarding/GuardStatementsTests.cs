using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Testing;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>Every statement is in the list once, documented and tested.</summary>
public class GuardStatementsTests
{
    [Fact]
    public void Every_statement_has_an_id_of_its_own_a_title_and_a_line_in_the_docs()
    {
        var docs = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "isolation.md"));

        GuardStatements.All.Select(statement => statement.Id).ShouldBeUnique();
        GuardStatements.All.Select(statement => statement.Title).ShouldBeUnique();
        GuardStatements.All.Where(statement => !docs.Contains($"| {statement.Id} | ", StringComparison.Ordinal)).Select(statement => statement.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Every_statement_is_asked_for_by_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", "Portcullis.Stacks.Tests", "Isolation"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        GuardStatements.All.Where(statement => statement.When != JudgingTime.ByFeeling && !tests.Contains($"\"{statement.Id}", StringComparison.Ordinal)).Select(statement => statement.Id).ShouldBeEmpty();
    }
}
