using System.Text;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;

namespace Portcullis.EndToEnd;

/// <summary>Bodies are JSON, whatever the request calls them.</summary>
public abstract class ContentTypeTests(ClusterKind kind)
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("garbage")]
    [InlineData(null)]
    public async Task Any_content_type_is_read_as_json(string? contentType)
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var path in new[] { "stacks", "stacks/batch-delete", "stacks/stack-0123456789abcdef/renew" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bed.Host.Address, path));
            request.Headers.Add("X-API-KEY", TestBed.Key);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{ this is no json"));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

            ((int)response.StatusCode).ShouldBe(400, path);
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("InvalidJson", customMessage: path);
        }
    }
}

/// <inheritdoc/>
public sealed class ContentTypeOnEmbedded() : ContentTypeTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class ContentTypeOnControlPlane() : ContentTypeTests(ClusterKind.ControlPlane);
