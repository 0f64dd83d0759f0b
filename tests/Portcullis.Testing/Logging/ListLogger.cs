using Microsoft.Extensions.Logging;

namespace Portcullis.Testing.Logging;

/// <summary>A logger whose messages a test can look at.</summary>
public class ListLogger : ILogger
{
    private readonly ListLoggerProvider _provider;
    private readonly string _category;

    /// <summary>Makes a logger that stands alone.</summary>
    /// <param name="category">Its category.</param>
    public ListLogger(string category = "test")
        : this(new ListLoggerProvider(), category)
    {
    }

    internal ListLogger(ListLoggerProvider provider, string category)
    {
        _provider = provider;
        _category = category;
    }

    /// <summary>What this logger, and those of the same provider, were told so far; a copy.</summary>
    public IReadOnlyList<LogEntry> Entries => _provider.Entries;

    /// <inheritdoc cref="ListLoggerProvider.AllText"/>
    public string AllText => _provider.AllText;

    /// <summary>Every level is kept.</summary>
    /// <param name="logLevel">The level asked about.</param>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <summary>Scopes are not kept.</summary>
    /// <typeparam name="TState">The type of the scope.</typeparam>
    /// <param name="state">The scope.</param>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            fields[name] = value;
        }

        _provider.Add(new LogEntry(_category, logLevel, eventId, formatter(state, exception), exception, fields));
    }
}

/// <summary>A logger for one type.</summary>
/// <typeparam name="T">The type that logs.</typeparam>
public sealed class ListLogger<T> : ListLogger, ILogger<T>
{
    /// <summary>Makes a logger that stands alone.</summary>
    public ListLogger()
        : this(new ListLoggerProvider())
    {
    }

    internal ListLogger(ListLoggerProvider provider)
        : base(provider, typeof(T).FullName ?? typeof(T).Name)
    {
    }
}
