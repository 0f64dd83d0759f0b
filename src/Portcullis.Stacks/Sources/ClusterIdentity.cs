using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Sources;

/// <summary>Notices that another cluster answers: that the namespace <c>kube-system</c>, which lives as long as its cluster, has another UID.</summary>
internal sealed partial class ClusterIdentity : IDisposable
{
    private const string Oldest = "kube-system";

    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;
    private string? _uid;

    /// <param name="namespaces">The namespaces.</param>
    /// <param name="changed">Called when another cluster answers.</param>
    /// <param name="logger">Is told so.</param>
    public ClusterIdentity(Store<Namespace> namespaces, Action changed, ILogger logger)
    {
        (_changed, _logger) = (changed, logger);
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
            _changed();
        }

        _uid = uid;
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Warning, "this is another cluster: the UID of its namespace kube-system was {Before} and is {Now}")]
        public static partial void Another(ILogger logger, string before, string now);
    }
}
