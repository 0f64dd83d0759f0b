namespace Portcullis.Policy.Network.Explaining;

/// <summary>Something to bear in mind with an answer.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsCaveat">True when it keeps the answer from being proven by policies alone.</param>
internal readonly record struct Note(string Text, bool IsCaveat);
