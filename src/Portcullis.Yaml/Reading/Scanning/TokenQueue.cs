namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>The tokens that are cut and not yet read, numbered through the whole text.</summary>
internal sealed class TokenQueue
{
    private readonly List<Token> _tokens = [];
    private int _head;

    /// <summary>True when all are read.</summary>
    public bool IsEmpty => _head == _tokens.Count;

    /// <summary>The number of the first.</summary>
    public int FirstNumber { get; private set; }

    /// <summary>The number that the next one to be added gets.</summary>
    public int NextNumber => FirstNumber + _tokens.Count - _head;

    /// <summary>The first.</summary>
    public Token First => _tokens[_head];

    /// <summary>Adds one at the end.</summary>
    public void Add(Token token) => _tokens.Add(token);

    /// <summary>Puts one before that of a number; those behind it get the next numbers.</summary>
    public void Insert(int number, Token token) => _tokens.Insert(_head + number - FirstNumber, token);

    /// <summary>Takes the first away.</summary>
    public void RemoveFirst()
    {
        _head++;
        FirstNumber++;
        if (IsEmpty)
        {
            _tokens.Clear();
            _head = 0;
        }
    }
}
