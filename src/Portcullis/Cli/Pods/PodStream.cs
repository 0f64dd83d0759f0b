using System.Runtime.CompilerServices;
using System.Text.Json;
using Portcullis.Cli.Input;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Cli.Pods;

/// <summary>The pods of a stream of objects, and those of workloads' templates, one by one as they come.</summary>
/// <remarks>What cannot be read is said at once and passed over, so that the rest is answered; the same name may come twice.</remarks>
internal sealed class PodStream(Terminal terminal)
{
    private readonly List<InputObject> _withoutPod = [];
    private int _found;

    /// <summary>Whether something could not be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads them.</summary>
    /// <param name="files">Files, folders, <c>-</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">A file cannot be read at all.</exception>
    public async IAsyncEnumerable<FoundPod> ReadAsync(IReadOnlyList<string> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in Documents.ReadAsync(terminal, files, cancellationToken).ConfigureAwait(false))
        {
            var (objects, problems) = document switch
            {
                Document sound => ObjectReader.Read(sound),
                UnreadableDocument unreadable => ([], unreadable.Lines),
                _ => throw new InvalidOperationException("unknown kind of result"),
            };
            await FailAsync(problems).ConfigureAwait(false);
            foreach (var found in objects)
            {
                if (await TryFindAsync(found).ConfigureAwait(false) is { } pod)
                {
                    _found++;
                    yield return new FoundPod(found, pod);
                }
            }
        }
    }

    /// <summary>Says what was passed over, and decides how the command ends.</summary>
    /// <param name="no">Whether an answer was no.</param>
    public async Task<ExitCode> EndAsync(bool no)
    {
        await Answering.NoteAsync(terminal, PassedOver.Notes(_withoutPod)).ConfigureAwait(false);
        if (_found == 0 && !HasFailed)
        {
            await FailAsync(["there is no pod, and no workload with a pod template"]).ConfigureAwait(false);
        }

        return HasFailed ? ExitCode.CannotAnswer : no ? ExitCode.No : ExitCode.Good;
    }

    private async Task<Pod?> TryFindAsync(InputObject found)
    {
        try
        {
            if (PodTemplates.TryFind(found.Json, out var pod))
            {
                return pod;
            }

            _withoutPod.Add(found);
        }
        catch (JsonException e)
        {
            await FailAsync([TypedObject.Malformed(found, e).ToString()]).ConfigureAwait(false);
        }

        return null;
    }

    private Task FailAsync(IReadOnlyList<string> problems)
    {
        HasFailed |= problems.Count > 0;
        return Answering.ComplainAsync(terminal, problems);
    }
}

/// <summary>A pod and the object that it was found in.</summary>
/// <param name="Object">The object: the pod itself, or a workload.</param>
/// <param name="Pod">The pod.</param>
internal sealed record FoundPod(InputObject Object, Pod Pod);
