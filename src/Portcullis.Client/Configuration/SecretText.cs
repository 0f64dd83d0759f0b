namespace Portcullis.Client.Configuration;

/// <summary>A secret that no log, message or debugger shows by accident.</summary>
internal sealed class SecretText(string value)
{
    /// <summary>The secret itself.</summary>
    public string Reveal() => value;

    /// <summary>Never the secret.</summary>
    public override string ToString() => "(secret)";
}
