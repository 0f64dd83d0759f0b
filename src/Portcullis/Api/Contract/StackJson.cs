using System.Runtime.CompilerServices;
using System.Text.Json;
using Portcullis.Stacks.Reading;

namespace Portcullis.Api.Contract;

/// <summary>The JSON of stacks, written once for as long as a stack stays as it is.</summary>
/// <remarks>A <see cref="Stack"/> is immutable, and the catalog hands out the same instance until something changes.</remarks>
internal static class StackJson
{
    private static readonly ConditionalWeakTable<Stack, byte[]> Written = [];

    /// <summary>The stack's JSON in UTF-8.</summary>
    public static ReadOnlySpan<byte> Of(Stack stack) =>
        Written.GetValue(stack, static stack => JsonSerializer.SerializeToUtf8Bytes(StackResponses.Of(stack), ApiJson.Default.StackResponse));
}
