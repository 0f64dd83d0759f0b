using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance.Recorded;

/// <summary>One answer of a recording.</summary>
/// <param name="Exchange">The exchange's name.</param>
/// <param name="Request">The fingerprint of its request.</param>
/// <param name="Answer">The answer, normalised.</param>
internal sealed record RecordedAnswer(string Exchange, string Request, JsonNode Answer);
