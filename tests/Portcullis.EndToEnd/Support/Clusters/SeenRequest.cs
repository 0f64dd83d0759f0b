namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>A request as an authoriser sees it, and what became of it.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, delete or deletecollection.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with its subresource if any.</param>
/// <param name="Namespace">Empty for the whole cluster.</param>
/// <param name="Refused">Whether the answer was 401 or 403.</param>
internal sealed record SeenRequest(string Verb, string Group, string Resource, string Namespace, bool Refused);
