using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;
using Portcullis.Testing.Logging;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class NodePortTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browser_gets_a_page_and_netcat_a_banner()
    {
        await using var cluster = await StartAsync();
        var port = await ServeAsync(cluster, "TCP");

        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/any"), Token);

        page.ShouldContain("<h1>stack-1</h1>");
        page.ShouldContain("stacks/pod-1");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Token);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadToEndAsync(Token)).ShouldStartWith("stack-1: service stacks/svc-1, pod stacks/pod-1 on worker-");
    }

    [Fact]
    public async Task Datagram_is_answered()
    {
        await using var cluster = await StartAsync();
        var port = await ServeAsync(cluster, "UDP");
        using var client = new UdpClient();
        client.Connect(IPAddress.Loopback, port);

        await client.SendAsync("hello"u8.ToArray(), Token);

        var answer = await client.ReceiveAsync(Token);
        Encoding.UTF8.GetString(answer.Buffer).ShouldContain("pod stacks/pod-1");
    }

    [Fact]
    public async Task Port_closes_with_the_pod_and_opens_with_the_next()
    {
        await using var cluster = await StartAsync();
        var objects = cluster.Parts.Objects;
        var port = await ServeAsync(cluster, "TCP");

        objects.Delete(ResourceTypes.Pods, "stacks", "pod-1");
        await Eventually.TrueAsync(async () => !await IsOpenAsync(port), cancellationToken: Token);

        CreatePod(objects, "pod-2");
        await Eventually.TrueAsync(() => IsOpenAsync(port), cancellationToken: Token);
        objects.Delete(ResourceTypes.Services, "stacks", "svc-1");
        await Eventually.TrueAsync(async () => !await IsOpenAsync(port), cancellationToken: Token);
    }

    [Fact]
    public async Task Nothing_stays_open_after_the_cluster()
    {
        int port;
        await using (var cluster = await StartAsync())
        {
            port = await ServeAsync(cluster, "TCP");
        }

        (await IsOpenAsync(port)).ShouldBeFalse();
    }

    [Fact]
    public async Task Port_that_the_machine_has_taken_is_skipped_with_a_warning()
    {
        using var logs = new ListLoggerProvider();
        using var loggers = LoggerFactory.Create(b => b.AddProvider(logs));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var cluster = await StartAsync(loggers, port);

        Create(cluster.Parts.Objects, "TCP", port);

        await Eventually.TrueAsync(() => logs.AllText.Contains($"Port {port}/TCP of this machine cannot be opened", StringComparison.Ordinal), cancellationToken: Token);
    }

    /// <summary>The range holds one port, which the system gave and took back: free, as far as anyone can know.</summary>
    private static async Task<EmbeddedCluster> StartAsync(ILoggerFactory? loggers = null, int? port = null)
    {
        using var none = new LoggerFactory();
        var only = port ?? FreePort();
        return await EmbeddedCluster.StartAsync(
            new EmbeddedClusterOptions { NodePortListeners = true, NodePortMin = only, NodePortMax = only },
            TimeProvider.System,
            loggers ?? none,
            Token);
    }

    private static async Task<int> ServeAsync(EmbeddedCluster cluster, string protocol)
    {
        var port = Create(cluster.Parts.Objects, protocol, 0);
        await Eventually.TrueAsync(
            () => protocol == "TCP" ? IsOpenAsync(port) : Task.FromResult(IsUdpOpen(port)),
            cancellationToken: Token);
        return port;
    }

    private static int Create(ClusterObjects objects, string protocol, int nodePort)
    {
        var service = objects.Create(
            ResourceTypes.Services,
            JsonSerializer.Deserialize(
                $$$"""{"metadata":{"name":"svc-1","namespace":"stacks"},"spec":{"type":"NodePort","selector":{"portcullis.dev/stack":"stack-1"},"ports":[{"port":80,"targetPort":"web","protocol":"{{{protocol}}}","nodePort":{{{nodePort}}} }]}}""",
                ModelJson.Default.Service)!,
            "test");
        CreatePod(objects, "pod-1", protocol);
        return service.Spec!.Ports![0].NodePort!.Value;
    }

    private static void CreatePod(ClusterObjects objects, string name, string protocol = "TCP") => objects.Create(
        ResourceTypes.Pods,
        JsonSerializer.Deserialize(
            $$$"""{"metadata":{"name":"{{{name}}}","namespace":"stacks","labels":{"portcullis.dev/stack":"stack-1"}},"spec":{"nodeSelector":{"role":"stack"},"terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"nginx","ports":[{"name":"web","containerPort":8080,"protocol":"{{{protocol}}}"}]}]}}""",
            ModelJson.Default.Pod)!,
        "test");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsUdpOpen(int port)
    {
        try
        {
            using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
