namespace Portcullis.Client.Configuration;

/// <content>Finding a cluster.</content>
public sealed partial class ClusterAccess
{
    /// <summary>
    /// Looks for a cluster: the kubeconfig that the options name; else the service account of the pod we run in; else
    /// the files in <c>KUBECONFIG</c>, merged as kubectl does; else <c>~/.kube/config</c>. Reads files, opens no connection.
    /// </summary>
    /// <param name="options">What the operator said. A context means a kubeconfig: the service account has none.</param>
    /// <param name="environment">The environment variables.</param>
    /// <returns>The cluster, or what was looked for and where.</returns>
    public static ClusterAccessResult Load(ClusterAccessOptions options, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        var lines = new List<string>();
        var context = string.IsNullOrEmpty(options.Context) ? null : options.Context;
        if (!string.IsNullOrEmpty(options.KubeconfigPath))
        {
            return Answer(FromFiles([options.KubeconfigPath], context, mustExist: true, lines), lines);
        }
        if (context is not null)
        {
            lines.Add($"not in a cluster: the context '{context}' was asked for, and only a kubeconfig has contexts");
        }
        else if (InClusterAccess.TryLoad(environment, options.ServiceAccountPath, lines) is { } inCluster)
        {
            return new ClusterAccessResult.Found(inCluster);
        }
        return Answer(FromFiles(UsualFiles(environment), context, mustExist: false, lines), lines);
    }

    private static ClusterAccessResult Answer(ClusterAccess? access, List<string> lines) =>
        access is null ? new ClusterAccessResult.NotFound(lines) : new ClusterAccessResult.Found(access);

    private static string[] UsualFiles(IReadOnlyDictionary<string, string> environment)
    {
        var listed = environment.GetValueOrDefault("KUBECONFIG", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length > 0)
        {
            return listed;
        }
        var home = environment.GetValueOrDefault("HOME") ?? environment.GetValueOrDefault("USERPROFILE");
        return string.IsNullOrEmpty(home) ? [] : [Path.Combine(home, ".kube", "config")];
    }

    private static ClusterAccess? FromFiles(string[] files, string? context, bool mustExist, List<string> lines)
    {
        var merged = new Kubeconfig();
        var read = new List<string>();
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                lines.Add($"no kubeconfig at '{file}'");
                continue;
            }
            if (TryReadFile(file, lines) is not { } config)
            {
                return null;
            }
            merged.AddMissing(config);
            read.Add(file);
        }
        if (files.Length == 0)
        {
            lines.Add("no kubeconfig: neither KUBECONFIG nor a home directory is set");
        }
        return read.Count == 0 || (mustExist && read.Count < files.Length) ? null : KubeconfigAccess.TryResolve(merged, context, string.Join(", ", read), lines);
    }

    private static Kubeconfig? TryReadFile(string file, List<string> lines)
    {
        var problems = new List<string>();
        try
        {
            var config = KubeconfigReader.TryRead(File.ReadAllText(file), Path.GetDirectoryName(Path.GetFullPath(file))!, problems);
            lines.AddRange(problems.Select(problem => $"the kubeconfig '{file}' cannot be read: {problem}"));
            return config;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            lines.Add($"the kubeconfig '{file}' cannot be read: {error.Message}");
            return null;
        }
    }
}
