using Microsoft.Extensions.Logging;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Notices that another cluster answers: that the namespace <c>kube-system</c>, which lives as long as its cluster, has another UID.</summary>
internal sealed partial class ClusterIdentity : IDisposable
{
    private const string Oldest = "kube-system";

    private readonly ILogger _logger;
    private readonly IDisposable _subscription;
    private string? _uid;

    public ClusterIdentity(Store<Namespace> namespaces, ILogger logger)
    {
        _logger = logger;
        _subscription = namespaces.Subscribe(OnChange);
    }

    public void Dispose() => _subscription.Dispose();

    private void OnChange(StoreChange<Namespace> change)
    {
        if (change.Sides().After is not { Metadata: { Name: Oldest, Uid: { } uid } } || uid == _uid)
        {
            return;
        }

        if (_uid is not null)
        {
            Log.Another(_logger, _uid, uid);
        }

        _uid = uid;
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Warning, "this is another cluster: the UID of its namespace kube-system was {Before} and is {Now}")]
        public static partial void Another(ILogger logger, string before, string now);
    }
}
