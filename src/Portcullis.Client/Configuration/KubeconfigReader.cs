using Portcullis.Yaml;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Client.Configuration;

/// <summary>Reads a kubeconfig file; fields it does not know are let be.</summary>
internal sealed class KubeconfigReader
{
    /// <summary>The name of the cluster extension that plugins get as their configuration.</summary>
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    private readonly string _directory;

    private KubeconfigReader(string directory) => _directory = directory;

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="directory">What relative paths are relative to.</param>
    /// <param name="problems">Gets what is wrong with the text.</param>
    /// <returns>Null when the text cannot be read.</returns>
    public static Kubeconfig? TryRead(string text, string directory, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new();
        }
        switch (YamlText.Parse(text, YamlLimits.Operator))
        {
            case YamlMalformed malformed:
                problems.AddRange(malformed.Problems.Select(problem => problem.ToString()));
                return null;
            case YamlParsed { Root: YamlMapping root }:
                return new KubeconfigReader(directory).Read(root);
            default:
                problems.Add("it is no mapping of keys to values");
                return null;
        }
    }

    private Kubeconfig Read(YamlMapping root)
    {
        var config = new Kubeconfig { CurrentContext = Text(root, "current-context") };
        foreach (var (name, cluster) in Named(root, "clusters", "cluster"))
        {
            config.Clusters.TryAdd(name, Cluster(cluster));
        }
        foreach (var (name, user) in Named(root, "users", "user"))
        {
            config.Users.TryAdd(name, User(user));
        }
        foreach (var (name, context) in Named(root, "contexts", "context"))
        {
            config.Contexts.TryAdd(name, new(Text(context, "cluster"), Text(context, "user"), Text(context, "namespace")));
        }
        return config;
    }

    private KubeconfigCluster Cluster(YamlMapping cluster) => new()
    {
        Server = Text(cluster, "server"),
        AuthorityFile = PathOf(cluster, "certificate-authority"),
        AuthorityData = Text(cluster, "certificate-authority-data"),
        SkipVerification = Flag(cluster, "insecure-skip-tls-verify"),
        TlsServerName = Text(cluster, "tls-server-name"),
        ProxyUrl = Text(cluster, "proxy-url"),
        ExecConfig = Named(cluster, "extensions", "extension").Where(each => each.Name == ExecExtension).Select(each => YamlToJson.Convert(each.Value)).FirstOrDefault(),
    };

    private KubeconfigUser User(YamlMapping user) => new()
    {
        CertificateFile = PathOf(user, "client-certificate"),
        CertificateData = Text(user, "client-certificate-data"),
        KeyFile = PathOf(user, "client-key"),
        KeyData = Secret(user, "client-key-data"),
        Token = Secret(user, "token"),
        TokenFile = PathOf(user, "tokenFile"),
        Username = Text(user, "username"),
        Password = Secret(user, "password"),
        Exec = user.Find("exec") is YamlMapping exec ? Exec(exec) : null,
        HasAuthProvider = user.Find("auth-provider") is YamlMapping,
        Impersonation = Impersonation(user),
    };

    private ExecConfig Exec(YamlMapping exec) => new()
    {
        ApiVersion = Text(exec, "apiVersion"),

        // A bare name is looked for in PATH; a path with a directory is relative to the file.
        Command = Text(exec, "command") is { } command && command.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar) ? PathOf(exec, "command") : Text(exec, "command"),
        Arguments = Texts(exec, "args"),
        Environment = [.. Mappings(exec, "env").Select(entry => KeyValuePair.Create(Text(entry, "name") ?? "", new SecretText(Text(entry, "value") ?? ""))).Where(entry => entry.Key.Length > 0)],
        InteractiveMode = Text(exec, "interactiveMode"),
        ProvideClusterInfo = Flag(exec, "provideClusterInfo"),
        InstallHint = Text(exec, "installHint"),
    };

    /// <summary>Acting without them would mean acting with other rights than the operator asked for.</summary>
    private static List<KeyValuePair<string, string>> Impersonation(YamlMapping user)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (Text(user, "as") is { } name)
        {
            headers.Add(new("Impersonate-User", name));
        }
        if (Text(user, "as-uid") is { } uid)
        {
            headers.Add(new("Impersonate-Uid", uid));
        }
        headers.AddRange(Texts(user, "as-groups").Select(group => KeyValuePair.Create("Impersonate-Group", group)));
        foreach (var extra in (user.Find("as-user-extra") as YamlMapping)?.Entries ?? [])
        {
            headers.AddRange(Scalars(extra.Value).Select(value => KeyValuePair.Create("Impersonate-Extra-" + Uri.EscapeDataString(extra.Key), value)));
        }
        return headers;
    }

    private string? PathOf(YamlMapping mapping, string key) => Text(mapping, key) is { } path ? Path.GetFullPath(path, _directory) : null;

    private static IEnumerable<(string Name, YamlMapping Value)> Named(YamlMapping root, string list, string value)
    {
        foreach (var entry in Mappings(root, list))
        {
            if (Text(entry, "name") is { } name && entry.Find(value) is YamlMapping body)
            {
                yield return (name, body);
            }
        }
    }

    private static IEnumerable<YamlMapping> Mappings(YamlMapping mapping, string key) =>
        (mapping.Find(key) as YamlSequence)?.Items.OfType<YamlMapping>() ?? [];

    private static IReadOnlyList<string> Texts(YamlMapping mapping, string key) => mapping.Find(key) is { } node ? Scalars(node) : [];

    private static IReadOnlyList<string> Scalars(YamlNode node) =>
        node is YamlSequence sequence ? [.. sequence.Items.OfType<YamlScalar>().Where(item => !item.IsNull).Select(item => item.Text)] : [];

    private static SecretText? Secret(YamlMapping mapping, string key) => Text(mapping, key) is { } text ? new(text) : null;

    /// <summary>The source text, whatever a plain scalar would resolve to: a password may look like a number. Empty is absent.</summary>
    private static string? Text(YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar { IsNull: false, Text.Length: > 0 } scalar ? scalar.Text : null;

    private static bool Flag(YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && scalar.TryGetBoolean(out var value) && value;
}
