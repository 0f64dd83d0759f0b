using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>What a probe or a hook does; exactly one is to be given.</summary>
internal sealed record Handler(ExecAction? Exec, HttpGetAction? HttpGet, TcpSocketAction? TcpSocket, GrpcAction? Grpc, SleepAction? Sleep);

/// <summary>Rules for what probes and hooks do.</summary>
internal static class HandlerValidation
{
    public static void Check(Handler handler, long? gracePeriod, FieldPath path, List<FieldError> errors)
    {
        var given = 0;
        One("exec", handler.Exec, (exec, at) =>
        {
            if (exec.Command is not { Count: > 0 })
            {
                errors.Add(FieldError.Required(at.Child("command")));
            }
        });
        One("httpGet", handler.HttpGet, (get, at) => HttpGet(get, at, errors));
        One("tcpSocket", handler.TcpSocket, (socket, at) => PortValidation.NumberOrName(socket.Port, at.Child("port"), errors));
        One("grpc", handler.Grpc, (grpc, at) => errors.Invalid(at.Child("port"), grpc.Port ?? 0, NameRules.PortNumber(grpc.Port ?? 0)));
        One("sleep", handler.Sleep, (sleep, at) => Sleep(sleep, gracePeriod, at, errors));
        if (given == 0)
        {
            errors.Add(FieldError.Required(path, "must specify a handler type"));
        }

        void One<T>(string field, T? action, Action<T, FieldPath> check)
            where T : class
        {
            if (action is null)
            {
                return;
            }

            if (given++ > 0)
            {
                errors.Add(FieldError.Forbidden(path.Child(field), "may not specify more than 1 handler type"));
            }
            else
            {
                check(action, path.Child(field));
            }
        }
    }

    private static void HttpGet(HttpGetAction get, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(get.Path))
        {
            errors.Add(FieldError.Required(path.Child("path")));
        }

        PortValidation.NumberOrName(get.Port, path.Child("port"), errors);
        if (get.Scheme is not ("HTTP" or "HTTPS"))
        {
            errors.Add(FieldError.NotSupported(path.Child("scheme"), get.Scheme ?? "", "HTTP", "HTTPS"));
        }

        foreach (var header in get.HttpHeaders ?? [])
        {
            var name = header.Name ?? "";
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                errors.Add(FieldError.Invalid(
                    path.Child("httpHeaders"),
                    name,
                    "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"));
            }
        }
    }

    private static void Sleep(SleepAction sleep, long? gracePeriod, FieldPath path, List<FieldError> errors)
    {
        var seconds = sleep.Seconds ?? 0;
        if (gracePeriod is { } grace && (seconds < 0 || seconds > grace))
        {
            errors.Add(FieldError.Invalid(path, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({grace})"));
        }
    }
}
