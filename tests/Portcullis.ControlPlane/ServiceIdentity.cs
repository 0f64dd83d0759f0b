using System.Text.Json.Nodes;
using Portcullis.Client.Configuration;
using Portcullis.Testing;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.ControlPlane;

/// <summary>
/// A namespace of a test's own, with the service account that <c>deploy/rbac.yaml</c> describes: its names are made
/// the test's, its rules are taken as they stand.
/// </summary>
public sealed class ServiceIdentity : IAsyncDisposable
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    private readonly RawApi _admin;
    private readonly DirectoryInfo _folder;

    private ServiceIdentity(RawApi admin, string ns, DirectoryInfo folder)
    {
        _admin = admin;
        Namespace = ns;
        _folder = folder;
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The path of a kubeconfig that goes in as the service account.</summary>
    public string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    /// <summary>Makes the namespace, the account, its roles and a kubeconfig.</summary>
    /// <param name="adminKubeconfig">The administrator's kubeconfig.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServiceIdentity> CreateAsync(string adminKubeconfig, CancellationToken cancellationToken)
    {
        var admin = RawApi.Of(TestCluster.Access(adminKubeconfig));
        var identity = new ServiceIdentity(admin, $"test-{Guid.NewGuid():N}"[..13], Directory.CreateTempSubdirectory("portcullis-test-"));
        try
        {
            await admin.CreateAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = identity.Namespace } }, cancellationToken).ConfigureAwait(false);
            foreach (var document in identity.Documents())
            {
                await admin.CreateAsync(Collection(document), document, cancellationToken).ConfigureAwait(false);
            }

            var token = await identity.TokenAsync(cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(identity.Kubeconfig, WithToken(adminKubeconfig, token).ToJsonString(), cancellationToken).ConfigureAwait(false);
            return identity;
        }
        catch
        {
            await identity.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The rules of <c>deploy/rbac.yaml</c>: of its cluster role, and of its role in the stack namespace.</summary>
    public static IReadOnlyList<RbacRule> Rules() =>
    [
        .. from document in Load()
           let kind = document["kind"]!.GetValue<string>()
           where kind is "ClusterRole" or "Role"
           from rule in document["rules"]!.AsArray()
           from grouping in Texts(rule!["apiGroups"])
           from resource in Texts(rule["resources"])
           from verb in Texts(rule["verbs"])
           select new RbacRule(document["metadata"]!["namespace"]?.GetValue<string>() ?? "", grouping, resource, verb),
    ];

    /// <summary>Takes everything away; the cluster itself empties the namespace.</summary>
    public async ValueTask DisposeAsync()
    {
        // Ports are given back at once, so that the next test finds them free.
        var (_, services) = await _admin.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/{Namespace}/services", null, CancellationToken.None).ConfigureAwait(false);
        foreach (var service in services?["items"]?.AsArray() ?? [])
        {
            await _admin.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{Namespace}/services/{service!["metadata"]!["name"]}", null, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var document in Documents().Where(document => document["metadata"]!["namespace"]?.GetValue<string>() != Namespace))
        {
            await _admin.SendAsync(HttpMethod.Delete, $"{Collection(document)}/{document["metadata"]!["name"]}", null, CancellationToken.None).ConfigureAwait(false);
        }

        await _admin.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{Namespace}", null, CancellationToken.None).ConfigureAwait(false);

        _admin.Dispose();
        _folder.Delete(recursive: true);
    }

    // The file's own namespaces become the test's; `default` is where the API server's Service is, in every cluster.
    private static bool IsOwn(string? ns) => ns is RbacRule.StackNamespace or "backend";

    private string Own(JsonNode name) => $"{name.GetValue<string>()}-{Namespace}";

    private static IReadOnlyList<JsonObject> Load()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "rbac.yaml"));
        return YamlStreams.ReadAll(text) is YamlStreamParsed parsed
            ? [.. parsed.Roots.Select(root => YamlToJson.Convert(root)!.AsObject())]
            : throw new InvalidOperationException("deploy/rbac.yaml is not sound YAML");
    }

    private IEnumerable<JsonObject> Documents()
    {
        foreach (var document in Load())
        {
            var metadata = document["metadata"]!.AsObject();
            if (IsOwn(metadata["namespace"]?.GetValue<string>()))
            {
                metadata["namespace"] = Namespace;
            }
            else
            {
                // Outside of the test's namespace, its objects are known by their names.
                metadata["name"] = Own(metadata["name"]!);
                if (document["roleRef"] is JsonObject role)
                {
                    role["name"] = Own(role["name"]!);
                }
            }

            foreach (var subject in document["subjects"]?.AsArray() ?? [])
            {
                subject!["namespace"] = Namespace;
            }

            yield return document;
        }
    }

    private static string Collection(JsonObject document) => document["kind"]!.GetValue<string>() switch
    {
        "ServiceAccount" => $"/api/v1/namespaces/{document["metadata"]!["namespace"]}/serviceaccounts",
        "Role" => $"{Rbac}/namespaces/{document["metadata"]!["namespace"]}/roles",
        "RoleBinding" => $"{Rbac}/namespaces/{document["metadata"]!["namespace"]}/rolebindings",
        "ClusterRole" => $"{Rbac}/clusterroles",
        "ClusterRoleBinding" => $"{Rbac}/clusterrolebindings",
        var kind => throw new InvalidOperationException($"deploy/rbac.yaml holds a {kind}, which tests do not know"),
    };

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["spec"] = new JsonObject { ["expirationSeconds"] = 7200 } };
        var path = $"/api/v1/namespaces/{Namespace}/serviceaccounts/portcullis/token";
        return (await _admin.CreateAsync(path, request, cancellationToken).ConfigureAwait(false))["status"]!["token"]!.GetValue<string>();
    }

    /// <summary>The administrator's kubeconfig with another user in it.</summary>
    private static JsonObject WithToken(string kubeconfig, string token)
    {
        var config = YamlStreams.ReadAll(File.ReadAllText(kubeconfig)) is YamlStreamParsed { Roots: [var root, ..] }
            ? YamlToJson.Convert(root)!.AsObject()
            : throw new InvalidOperationException($"{kubeconfig} is not sound YAML");
        foreach (var cluster in config["clusters"]!.AsArray())
        {
            if (cluster!["cluster"]!["certificate-authority"] is { } authority)
            {
                // Names of files are meant relative to the kubeconfig they stand in.
                cluster["cluster"]!["certificate-authority"] = Path.GetFullPath(authority.GetValue<string>(), Path.GetDirectoryName(Path.GetFullPath(kubeconfig))!);
            }
        }

        foreach (var user in config["users"]!.AsArray())
        {
            user!["user"] = new JsonObject { ["token"] = token };
        }

        return config;
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
