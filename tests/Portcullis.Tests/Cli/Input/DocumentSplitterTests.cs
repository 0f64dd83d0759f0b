using Portcullis.Cli.Input;

namespace Portcullis.Tests.Cli.Input;

public class DocumentSplitterTests
{
    [Fact]
    public void Yaml_documents_end_at_markers() =>
        Split("a: 1\n---\nb: 2\n...\nc: 3").ShouldBe([("a: 1", 1), ("b: 2", 3), ("c: 3", 5)]);

    [Fact]
    public void Comments_blank_lines_and_directives_are_no_document() =>
        Split("# licence\n%YAML 1.2\n---\n---\n\n# nothing\n---\na: 1\n---\n").ShouldBe([("a: 1", 8)]);

    [Fact]
    public void Content_on_the_line_of_a_marker_belongs_to_the_document() =>
        Split("a: 1\n--- {b: 2}\n--- # c").ShouldBe([("a: 1", 1), ("--- {b: 2}", 2)]);

    [Fact]
    public void Marker_within_a_block_that_is_indented_is_text() =>
        Split("a: |\n  ---\n  b").ShouldBe([("a: |\n  ---\n  b", 1)]);

    [Fact]
    public void Json_values_end_where_their_brackets_close() =>
        Split("{\"a\": \"}\\\"{\"}\n{\"b\":\n [1]}{\"c\": 2}\n\n[3]").ShouldBe([("{\"a\": \"}\\\"{\"}", 1), ("{\"b\":\n [1]}", 2), ("{\"c\": 2}", 3), ("[3]", 5)]);

    [Fact]
    public void Json_that_never_ends_is_one_document() => Split("{\"a\": [").ShouldBe([("{\"a\": [", 1)]);

    [Fact]
    public void Document_is_there_as_soon_as_it_ends()
    {
        var splitter = new DocumentSplitter();

        splitter.Add("{\"a\": 1}").ShouldHaveSingleItem().LooksLikeJson.ShouldBeTrue();
        splitter.Add("b: 1").ShouldBeEmpty();
        splitter.Add("---").ShouldHaveSingleItem().LooksLikeJson.ShouldBeFalse();
        splitter.Finish().ShouldBeNull();
    }

    private static List<(string Text, int Line)> Split(string text)
    {
        var splitter = new DocumentSplitter();
        var documents = text.Split('\n').SelectMany(splitter.Add).ToList();
        if (splitter.Finish() is { } last)
        {
            documents.Add(last);
        }

        return [.. documents.Select(document => (document.Text.Trim(), document.Line))];
    }
}
