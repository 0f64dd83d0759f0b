using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Client.Discovery;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Cli.Input;

/// <summary>Gathers the objects of files, folders and standard input.</summary>
internal static class FileObjects
{
    /// <summary>How many problems of files are told at once.</summary>
    public const int MostProblems = 50;

    /// <summary>Reads them all.</summary>
    /// <param name="terminal">Whose standard input.</param>
    /// <param name="given">Files, folders, <c>-</c>.</param>
    /// <param name="labelNamespaces">Whether namespaces get the label of their name, as every API server since 1.21 gives it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">Something cannot be read, is there twice, or nothing is there.</exception>
    public static async Task<ClusterInput> ReadAsync(Terminal terminal, IReadOnlyList<string> given, bool labelNamespaces, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var objects = new List<InputObject>();
        await foreach (var result in Documents.ReadAsync(terminal, given, cancellationToken).ConfigureAwait(false))
        {
            if (result is Document document)
            {
                var (found, wrong) = ObjectReader.Read(document);
                objects.AddRange(found);
                problems.AddRange(wrong);
            }
            else if (result is UnreadableDocument unreadable)
            {
                problems.AddRange(unreadable.Lines);
            }
        }

        CheckNames(objects, problems);
        ThrowIfAny(problems);
        if (objects.Count == 0)
        {
            throw new InputException($"no object of Kubernetes in {string.Join(", ", given.Select(InputFiles.NameOf))}");
        }

        return Gather(objects, string.Join(", ", given.Select(InputFiles.NameOf)), labelNamespaces);
    }

    private static ClusterInput Gather(List<InputObject> objects, string source, bool labelNamespaces)
    {
        var malformed = new List<MalformedObject>();
        var pods = Read(objects, ResourceTypes.Pods, malformed);
        var policies = Read(objects, ResourceTypes.NetworkPolicies, malformed);
        var services = Read(objects, ResourceTypes.Services, malformed);
        var given = Read(objects, ResourceTypes.Namespaces, malformed);
        var nodes = Read(objects, ResourceTypes.Nodes, malformed);
        var ranges = Read(objects, ResourceTypes.ServiceCIDRs, malformed);
        var ingresses = Read(objects, ResourceTypes.Ingresses, malformed);
        var gateways = Read(objects, EntryKinds.Gateways, malformed);
        var slices = Read(objects, ResourceTypes.EndpointSlices, malformed);
        var endpoints = Read(objects, ResourceTypes.Endpoints, malformed);
        var standIns = new StandIns(objects, pods);
        var made = standIns.Make(malformed).ToList();
        pods.AddRange(made);
        List<string> notes = [.. PassedOver.Notes([.. objects.Where(found => !found.IsUnderstood || found.Kind == "PodTemplate")]), .. standIns.Notes.Select(note => $"note: {note}")];
        var used = objects.Where(found => found.IsUnderstood && found.Name.Namespace.Length > 0).Select(found => found.Name.Namespace);
        var namespaces = NamespaceNotes.Complete(given, used, notes, labelNamespaces);
        return new ClusterInput
        {
            Source = source,
            Namespaces = namespaces,
            AssumedNamespaces = [.. namespaces.Skip(given.Count).Select(ns => ns.Metadata.Name!)],
            Pods = pods,
            Templates = made.Select(pod => NamespacedName.Of(pod.Metadata)).ToHashSet(),
            Services = services,
            Ingresses = ingresses,
            Gateways = gateways,
            Policies = policies,
            Nodes = nodes,
            ServiceRanges = ranges,
            ApiServer =
            [
                .. ApiServerAddresses.EndpointsOf(slices.Where(ApiServerAddresses.IsOfApiServer))
                    .Union(ApiServerAddresses.EndpointsOf(endpoints.Find(found => found.Metadata is { Namespace: "default", Name: "kubernetes" }))),
            ],
            Overriding = [.. objects.Where(found => OverridingKinds.Matters(found.ApiVersion, found.Kind)).Select(Overriding)],
            Unseen = [.. PassedOver.Unseen(objects.Where(found => !found.IsUnderstood))],
            Notes = notes,
            Origins = objects.Where(found => found.IsUnderstood).ToDictionary(found => (found.Kind, found.Name), found => found.Origin),
            UnknownFields = [.. objects.Where(found => found is { Kind: "NetworkPolicy", IsUnderstood: true } && malformed.All(wrong => wrong.Object != found)).SelectMany(UnknownFields)],
            Malformed = malformed,
        };
    }

    private static OverridingObject Overriding(InputObject found)
    {
        var group = found.ApiVersion.Split('/')[0];
        var custom = found.Json.Deserialize(ModelJson.Default.CustomObject)!;
        return OverridingObject.Of(group, found.Kind, custom) with { Name = found.Name };
    }

    /// <summary>Every object that we understand needs a name of its own.</summary>
    private static void CheckNames(List<InputObject> objects, List<string> problems)
    {
        var seen = new Dictionary<(string, NamespacedName), Origin>();
        foreach (var found in objects.Where(found => found.IsUnderstood))
        {
            if (found.Name.Name.Length == 0)
            {
                problems.Add($"{found.Origin}: a {found.Kind} without a name");
            }
            else if (!seen.TryAdd((found.Kind, found.Name), found.Origin))
            {
                problems.Add($"{found.Origin}: {found} is there twice; first in {seen[(found.Kind, found.Name)]}");
            }
        }
    }

    private static List<T> Read<T>(List<InputObject> objects, ResourceType<T> type, List<MalformedObject> malformed)
        where T : KubernetesObject =>
        [.. objects.Where(found => found.IsUnderstood && found.Kind == type.Kind).Select(found => TypedObject.TryRead(found, type.Json, malformed)).OfType<T>()];

    private static IEnumerable<UnknownField> UnknownFields(InputObject found)
    {
        JsonTypeInfo<NetworkPolicy> json = ModelJson.Default.NetworkPolicy;
        var known = JsonSerializer.SerializeToElement(found.Json.Deserialize(json)!, json);
        return FieldDifference.Lost(found.Json, known)
            .Where(path => !path.StartsWith("metadata.", StringComparison.Ordinal) && path != "status")
            .Select(path => new UnknownField(found.Name, path));
    }

    private static void ThrowIfAny(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }
    }
}
