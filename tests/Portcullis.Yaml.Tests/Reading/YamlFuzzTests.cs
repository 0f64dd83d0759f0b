using System.Text;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Tests.Reading;

/// <summary>Nothing that anyone may send throws.</summary>
public sealed class YamlFuzzTests
{
    private const string Sample = """
        # a pod
        apiVersion: v1
        kind: Pod
        metadata: {name: "a\tb\u00e9\U0001F600", labels: {x: 'y'}}
        spec:
          containers: &c
          - name: app
            args: [1, 1.50, true, 0x10, null, "\x41"]
            command: |-
              sh -c
                echo
            env: >+
              folded

          - *c
        ? complex
        : !!str 1
        ...
        """;

    [Fact]
    public void Truncated_text_never_throws()
    {
        for (var length = 0; length <= Sample.Length; length++)
        {
            _ = YamlText.Parse(Sample[..length], YamlLimits.Manifest);
            _ = YamlText.Parse(Sample[length..], YamlLimits.Manifest);
        }
    }

    [Fact]
    public void Mutated_text_never_throws()
    {
        const string Pieces = "[]{}:,-?&*!|>'\"%@`#~\\\n\t \ud83d\ude00\ud800\u0085\u2028\ufeff\0ax0<=.";
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(Sample);
            for (var edits = random.Next(1, 8); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(4) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 10), text.Length - at)),
                    1 => text.Insert(at, Sample.AsSpan(random.Next(Sample.Length - 20), 20)),
                    _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                };
            }

            Should.NotThrow(() => YamlText.Parse(text.ToString(), YamlLimits.Manifest), $"seed {seed}");
        }
    }

    [Fact]
    public void Random_text_never_throws()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            var text = seed % 2 == 0 ? Encoding.UTF8.GetString(bytes) : string.Concat(bytes.Select(value => (char)((value % 96) + 31)));
            Should.NotThrow(() => YamlStreams.ReadAll(text, YamlLimits.Manifest), $"seed {seed}");
        }
    }
}
