using Portcullis.Model.Errors;
using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Reading;

/// <summary>Reads a port and its protocol, TCP when none is given.</summary>
internal static class PortReader
{
    /// <returns>Null when it is invalid, which is told.</returns>
    public static ProtocolPort? Read(int? port, string? protocol, FieldPath path, string field, List<FieldError> errors)
    {
        var before = errors.Count;
        if (port is not { } number)
        {
            errors.Add(FieldError.Required(path.Child(field)));
            return null;
        }

        foreach (var message in NameRules.PortNumber(number))
        {
            errors.Add(FieldError.Invalid(path.Child(field), number, message));
        }

        if (!ProtocolPort.TryParseProtocol(string.IsNullOrEmpty(protocol) ? "TCP" : protocol, out var known))
        {
            errors.Add(FieldError.NotSupported(path.Child("protocol"), protocol, "SCTP", "TCP", "UDP"));
        }

        return errors.Count == before ? new ProtocolPort(number, known) : null;
    }
}
