using System.Text;

namespace Portcullis.Tests.Cli;

/// <summary>Keeps what is written, and lets a test wait for a text to appear.</summary>
internal sealed class Transcript : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Add(value.ToString());

    public override void Write(string? value) => Add(value ?? "");

    public override void Write(char[] buffer, int index, int count) => Add(new string(buffer, index, count));

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }

    /// <summary>Waits until the text is there; gives up, showing what is there instead, after 30 s.</summary>
    public async Task<string> WaitForAsync(string part)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_text.ToString() is var text && text.Contains(part, StringComparison.Ordinal))
                {
                    return text;
                }

                next = _written.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"\"{part}\" was never written, but: {this}");
            }
        }
    }

    private void Add(string text)
    {
        TaskCompletionSource written;
        lock (_lock)
        {
            _text.Append(text);
            (written, _written) = (_written, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        written.SetResult();
    }
}
