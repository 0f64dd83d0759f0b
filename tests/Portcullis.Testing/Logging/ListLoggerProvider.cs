using Microsoft.Extensions.Logging;

namespace Portcullis.Testing.Logging;

/// <summary>Keeps everything that its loggers are told, at every level, so that a test can look at it. Safe for use from several threads.</summary>
public sealed class ListLoggerProvider : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];

    /// <summary>What was logged so far, in order; a copy.</summary>
    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Everything that was logged so far as one text, exceptions in full: what to search for a leaked secret.</summary>
    public string AllText => string.Join(Environment.NewLine, Entries);

    /// <summary>Makes a logger.</summary>
    /// <param name="categoryName">Its category.</param>
    public ListLogger CreateLogger(string categoryName) => new(this, categoryName);

    /// <summary>Makes a logger for a type.</summary>
    /// <typeparam name="T">The type that logs.</typeparam>
    public ListLogger<T> CreateLogger<T>() => new(this);

    ILogger ILoggerProvider.CreateLogger(string categoryName) => CreateLogger(categoryName);

    /// <summary>Keeps the entries: tests look at them after the host is gone.</summary>
    public void Dispose()
    {
    }

    internal void Add(LogEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }
}
